// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace stratoplan::test {

/// A language that nobody speaks: every translatable text in brackets, with accents and 30 %
/// longer. What a window shows without brackets while it is installed was never given to a
/// translator. Placeholders (%1, %n, {name}), mnemonics and tags are kept.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *sourceText,
                      const char *disambiguation = nullptr, int n = -1) const override;
    bool isEmpty() const override { return false; }

    static QString pseudo(const QString &text);
    static bool isPseudo(const QString &text);
};

} // namespace stratoplan::test
