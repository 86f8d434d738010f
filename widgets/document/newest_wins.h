// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace stratoplan {

/// Work on a worker thread, one piece at a time; the newest wins. A newer request stops the one
/// that runs, and results of anything but the newest are never told. Work that throws has no result
/// and is not told either: who can say so to people catches it. For the thread of the window.
template <class Result>
class NewestWins
{
public:
    using Work = std::function<Result(std::stop_token)>;

    /// `finished` gets the result of the newest work; `started` is told whenever work begins.
    explicit NewestWins(
        std::function<void(const Result &)> finished, std::function<void()> started = [] {})
        : m_finished(std::move(finished))
        , m_started(std::move(started))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher,
                         [this] { finish(); });
    }
    /// Stops what runs and waits for it.
    ~NewestWins()
    {
        m_stop.request_stop();
        m_watcher.waitForFinished();
    }
    NewestWins(const NewestWins &) = delete;
    NewestWins &operator=(const NewestWins &) = delete;

    void request(Work work)
    {
        if (m_running) {
            m_waiting = std::move(work);
            m_stop.request_stop();
            return;
        }
        start(std::move(work));
    }

    bool isRunning() const { return m_running; }

private:
    void start(Work work)
    {
        m_running = true;
        m_stop = {};
        m_started();
        // Not the future's own result, which it would keep.
        m_result = std::make_shared<std::optional<Result>>();
        m_watcher.setFuture(
            QtConcurrent::run([work = std::move(work), stop = m_stop.get_token(),
                               result = m_result] { result->emplace(work(stop)); }));
    }

    void finish()
    {
        const std::shared_ptr<std::optional<Result>> result = std::exchange(m_result, nullptr);
        m_running = false;
        if (m_waiting) {
            start(std::exchange(m_waiting, nullptr));
            return;
        }
        if (*result)
            m_finished(**result);
    }

    std::function<void(const Result &)> m_finished;
    std::function<void()> m_started;
    QFutureWatcher<void> m_watcher;
    std::shared_ptr<std::optional<Result>> m_result;
    std::stop_source m_stop;
    Work m_waiting;
    bool m_running = false;
};

} // namespace stratoplan
