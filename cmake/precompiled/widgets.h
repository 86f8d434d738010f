// SPDX-License-Identifier: GPL-3.0-or-later
// Parsed once for all rooms of widgets/ and app/.
#include "cmake/precompiled/planner.h"

#include <QApplication>
#include <QBoxLayout>
#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QMainWindow>
#include <QPainter>
#include <QToolButton>
#include <QWidget>
