# SPDX-License-Identifier: GPL-3.0-or-later
#
# A room is one folder and one target. Its target_link_libraries line names its doors, and nothing
# else does. tests/architecture holds the plan of the house against these lines and against every
# #include.

# Flags that every target of the project has.
add_library(stratoplan_flags INTERFACE)
target_include_directories(stratoplan_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(stratoplan_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(stratoplan_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
if(STRATOPLAN_WERROR)
  target_compile_options(stratoplan_flags INTERFACE -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # With optimisation, g++ 12 sees these in std::optional, std::variant and QString where nothing is
    # wrong (GCC bugs 80635 and 105651); they stay visible but do not stop a build.
    target_compile_options(stratoplan_flags INTERFACE
      -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=array-bounds
      -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=free-nonheap-object)
  endif()
endif()

# A test program is linked by lld in a fifth of the time that GNU ld takes, and there are many.
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
  target_link_options(stratoplan_flags INTERFACE -fuse-ld=lld)
endif()

# stratoplan_room(NAME): a library of the sources in the current folder. A folder with headers alone
# becomes an INTERFACE library, so that rooms can be linked in the same way either way. Linking a room
# goes through target_link_libraries(NAME ${NAME_SCOPE} ...); NAME_SCOPE is PUBLIC or INTERFACE.
function(stratoplan_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  if(sources)
    qt_add_library(${name} STATIC ${sources} ${headers})
    stratoplan_precompile(${name})
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${name} ${scope} stratoplan_flags tl::expected)
  set(${name}_SCOPE ${scope} PARENT_SCOPE)
endfunction()

# stratoplan_registry(TARGET FOLDER NAMESPACE TYPE HEADER FUNCTION): compiles every .cpp of FOLDER
# into TARGET and writes the one list of what they define. Each file NAME.cpp defines
# `extern const TYPE entry;` in NAMESPACE::NAME. Adding a file is the whole registration: there is no
# list to keep and nothing that a linker could drop.
function(stratoplan_registry target folder namespace type header function)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(declarations "")
  set(entries "")
  foreach(source IN LISTS sources)
    get_filename_component(stem ${source} NAME_WE)
    string(APPEND declarations "namespace ${stem} { extern const ${type} entry; }\n")
    string(APPEND entries "        &${stem}::entry,\n")
  endforeach()
  list(LENGTH sources count)
  set(text "// Generated from the files of a folder: see stratoplan_registry in cmake/rooms.cmake.
#include \"${header}\"

#include <array>

namespace ${namespace} {

${declarations}
std::span<const ${type} *const> ${function}()
{
    static const std::array<const ${type} *, ${count}> entries{
${entries}    };
    return entries;
}

} // namespace ${namespace}
")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}_registry.cpp)
  file(GENERATE OUTPUT ${output} CONTENT "${text}")
  target_sources(${target} PRIVATE ${sources} ${output})
endfunction()

# stratoplan_tests(LIBRARIES...): one test program for each tst_*.cpp of the current folder, run
# offscreen, in the folder's order of names. Label = the folder's path below tests/.
function(stratoplan_tests)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp)
  file(RELATIVE_PATH label ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" prefix ${label})
  foreach(source IN LISTS sources)
    get_filename_component(stem ${source} NAME_WE)
    set(name ${prefix}_${stem})
    # moc alone: AUTOMOC would compile one more file for each test. In a target of its own it does not
    # wait for the libraries that the test links.
    qt_add_executable(${name} ${source})
    qt_generate_moc(${source} ${stem}.moc TARGET ${name})
    add_custom_target(${name}_moc DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/${stem}.moc)
    add_dependencies(${name} ${name}_moc)
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    stratoplan_precompile(${name})
    target_link_libraries(${name} PRIVATE stratoplan_flags tests_support Qt6::Test ${ARGN})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
      LABELS ${label}
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;XDG_RUNTIME_DIR=${PROJECT_BINARY_DIR};XDG_STATE_HOME=${CMAKE_CURRENT_BINARY_DIR}/${name}_state")
  endforeach()
endfunction()
