# How every target of the house is built: one function a kind, the flags in one place.

include(GNUInstallDirs)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE ccache)
if(CCACHE)
  # A precompiled header hides what is defined and when it was made; ccache wants to be told that this is all right.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE}")
endif()

add_library(headroom_flags INTERFACE)
target_compile_options(headroom_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Werror
  # With files compiled together a local name may be that of a function in another one, and that is no mistake.
  $<$<NOT:$<BOOL:${HEADROOM_UNITY}>>:-Wshadow>
  # Results must not depend on the compiler's taste in fused multiply-add, nor on the machine at hand.
  -ffp-contract=off -fno-fast-math
  # Nobody replaces our functions at load time: position-independent code may still inline them.
  -fno-semantic-interposition
  # g++ 12 at -O2 packs neighbouring counters into vectors to add 1 to each: a tenth of the hot path's instructions.
  -fno-tree-slp-vectorize)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(headroom_flags INTERFACE -march=x86-64-v2)
endif()
if(HEADROOM_SANITIZE)
  target_compile_options(headroom_flags INTERFACE -fsanitize=${HEADROOM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(headroom_flags INTERFACE -fsanitize=${HEADROOM_SANITIZE})
endif()
if(HEADROOM_COVERAGE)
  target_compile_options(headroom_flags INTERFACE --coverage)
  target_link_options(headroom_flags INTERFACE --coverage)
endif()

# With HEADROOM_UNITY the files of a folder are compiled together, a dozen at most: a clean build in a third of the
# time. Names in anonymous namespaces are therefore unique in a folder (tests/house/names_test.py).
function(headroom_unite target)
  if(NOT HEADROOM_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  set(folders)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    cmake_path(GET source PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    list(APPEND folders ${folder})
    list(APPEND in_${folder} "${source}")
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    list(LENGTH in_${folder} files)
    math(EXPR parts "(${files} + 11) / 12")
    set(n 0)
    foreach(source IN LISTS in_${folder})
      math(EXPR part "${n} * ${parts} / ${files}")
      math(EXPR n "${n} + 1")
      set_source_files_properties("${source}" PROPERTIES UNITY_GROUP ${folder}_${part})
    endforeach()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# headroom_library(NAME USES …): a folder of the house. Includes are written from the root: "sim/time.h".
function(headroom_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;USES_PRIVATELY" ${ARGN})
  add_library(headroom_${name} STATIC ${ARG_SOURCES})
  add_library(headroom::${name} ALIAS headroom_${name})
  set_target_properties(headroom_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(headroom_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/headroom>)
  target_compile_features(headroom_${name} PUBLIC cxx_std_20)
  target_link_libraries(headroom_${name} PUBLIC ${ARG_USES} PRIVATE $<BUILD_INTERFACE:headroom_flags> ${ARG_USES_PRIVATELY})
  headroom_unite(headroom_${name})
  set_property(GLOBAL APPEND PROPERTY HEADROOM_LIBRARIES headroom_${name})
endfunction()

# headroom_program(NAME OUTPUT name SOURCES … USES …)
function(headroom_program name)
  cmake_parse_arguments(ARG "" "OUTPUT" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${ARG_OUTPUT})
  target_link_libraries(${name} PRIVATE ${ARG_USES} headroom_flags)
  headroom_unite(${name})
endfunction()

# GoogleTest's headers, compiled once for all tests.
function(headroom_precompile_gtest)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/no_tests.cpp" CONTENT "")
  add_executable(headroom_gtest EXCLUDE_FROM_ALL "${PROJECT_BINARY_DIR}/no_tests.cpp")  # a program, as the tests are
  target_link_libraries(headroom_gtest PRIVATE GTest::gtest GTest::gtest_main headroom_flags)
  target_precompile_headers(headroom_gtest PRIVATE <gtest/gtest.h>)
endfunction()

# headroom_test(NAME SOURCES … USES … [LABEL commit|nightly]): one GoogleTest program.
function(headroom_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gtest GTest::gmock GTest::gtest_main headroom_flags)
  target_precompile_headers(${name} REUSE_FROM headroom_gtest)
  headroom_unite(${name})
  if(NOT ARG_LABEL)
    set(ARG_LABEL commit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 280)
    if(HEADROOM_SANITIZE)
      set(ARG_TIMEOUT 900)
    endif()
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()
