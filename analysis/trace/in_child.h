/// Work that may crash or never end, done in a child process.
#pragma once

#include <functional>
#include <string>

namespace headroom {

/// To be called by the work now and then; silence of a minute is taken for a hang.
using SignOfLife = std::function<void()>;

/// Forks, does `work` there and returns what it returned. Failure, with what it threw, or if it crashed or hung:
/// `doing` ("reading run.h5.part") begins that sentence. The caller must have no other threads.
std::string inChild(const std::string& doing, const std::function<std::string(const SignOfLife&)>& work);

}  // namespace headroom
