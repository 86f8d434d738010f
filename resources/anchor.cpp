// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs a source of its own; the resources are generated beside it.
