# SPDX-License-Identifier: GPL-3.0-or-later
execute_process(COMMAND git rev-parse --short=12 HEAD WORKING_DIRECTORY ${SOURCE_DIR}
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
endif()
set(text "#include \"planner/base/version.h\"

namespace stratoplan {

const char *versionNumber()
{
    return \"${VERSION}\";
}

const char *versionCommit()
{
    return \"${commit}\";
}

} // namespace stratoplan
")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${OUTPUT} "${text}")
endif()
