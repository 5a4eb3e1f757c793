@echo off
rem Starts archsim from an unpacked release, from any folder. Machines of others: ARCHSIM_PLUGINS, jars or folders\* with ; between.
rem No block in parentheses holds a path: one like C:\Program Files (x86) would end it.
setlocal
set "home=%~dp0.."
if exist "%home%\lib\" goto java
>&2 echo archsim: "%home%\lib" is missing: this script starts a release, which mvn -P release package makes
exit /b 1

:java
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"

set "options=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (serve mcp) do if "%~1"=="%%c" set "options=-XX:+UseSerialGC"
for %%c in (sweep search analyse study) do if "%~1"=="%%c" set "options=-XX:+UseParallelGC"
for %%c in (compress evaluate) do if "%~1"=="%%c" goto train
if "%~1 %~2"=="study equal-accuracy" goto train
goto run

:train
set "options=--enable-native-access=ALL-UNNAMED"
if exist "%home%\lib\train\" goto run
for %%o in (%*) do if "%%~o"=="--help" goto run
for %%o in (%*) do if "%%~o"=="-h" goto run
>&2 echo archsim: to train, unpack archsim-train over "%home%": its lib\train is missing
exit /b 1

:run
set "classes=%home%\lib\*;%home%\lib\train\*"
if defined ARCHSIM_PLUGINS set "classes=%classes%;%ARCHSIM_PLUGINS%"
"%java%" -Xshare:auto -Djava.awt.headless=true %options% -cp "%classes%" archsim.cli.Main %*
exit /b %ERRORLEVEL%
