@echo off
rem Starts archsim from an unpacked release, from any folder. Machines of others: ARCHSIM_PLUGINS, jars or folders\* with ; between.
setlocal
set "home=%~dp0.."
if not exist "%home%\lib" (
    echo archsim: %home%\lib is missing: this script starts a release, which mvn -P release package makes 1>&2
    exit /b 1
)
if exist "%home%\runtime\bin\java.exe" (
    set "java=%home%\runtime\bin\java.exe"
) else if defined JAVA_HOME (
    set "java=%JAVA_HOME%\bin\java.exe"
) else (
    set "java=java"
)
set "options=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if "%~1"=="serve" set "options=-XX:+UseSerialGC"
if "%~1"=="mcp" set "options=-XX:+UseSerialGC"
for %%c in (sweep analyse study compress evaluate) do if "%~1"=="%%c" set "options=-XX:+UseParallelGC"
set "classes=%home%\lib\*;%home%\lib\train\*"
if defined ARCHSIM_PLUGINS set "classes=%classes%;%ARCHSIM_PLUGINS%"
"%java%" -Xshare:auto -Djava.awt.headless=true %options% -cp "%classes%" archsim.cli.Main %*
exit /b %ERRORLEVEL%
