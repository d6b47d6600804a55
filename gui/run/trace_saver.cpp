// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/trace_saver.h"

#include <chrono>
#include <exception>

namespace headroom::gui {

void TraceSaver::save(const RunSoFar& run, const QString& file, const Then& then) {
  std::erase_if(begun_, [](const std::future<void>& f) {
    return f.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  begun_.push_back(std::async(std::launch::async, [this, run, file, then] {
    const auto tell = [this](double share) {
      const int percent = static_cast<int>(100 * share);
      if (percent > 0)
        QMetaObject::invokeMethod(
            this, [this, percent] { Q_EMIT wrote(percent); }, Qt::QueuedConnection);
    };
    QString wrong;
    try {
      saveTrace(run, file.toStdString(), tell);
    } catch (const std::exception& e) {
      wrong = e.what();
    }
    QMetaObject::invokeMethod(
        this, [then, wrong] { then(wrong); }, Qt::QueuedConnection);
  }));
}

void TraceSaver::keep(const RunSoFar& run, const QString& name, const Kept& kept) {
  if (!run.data || run.data->buckets() == 0) return kept({}, "there is nothing of the run yet");
  if (!kept_) kept_.emplace();
  const QString file = kept_->filePath(name);
  save(run, file, [file, kept](const QString& wrong) { kept(file, wrong); });
}

}  // namespace headroom::gui
