@echo off
rem Starts archsim from an unpacked release, from any folder. Machines of others: ARCHSIM_PLUGINS, jars or folders\* with ; between.
rem No block in parentheses holds a path: one like C:\Program Files (x86) would end it.
setlocal
set "home=%~dp0.."
if exist "%home%\lib\" goto java
>&2 echo archsim: "%home%\lib" is missing: this script starts a release, which mvn -P release package makes
exit /b 1

:java
set "java=%home%\runtime\bin\java.exe"
if exist "%java%" goto command
set "java=java"
if not defined JAVA_HOME goto command
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto command
>&2 echo archsim: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe
exit /b 1

:command
set "options=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (serve mcp) do if "%~1"=="%%c" set "options=-XX:+UseSerialGC"
for %%c in (sweep search analyse study) do if "%~1"=="%%c" set "options=-XX:+UseParallelGC"
for %%c in (compress evaluate) do if "%~1"=="%%c" goto train
if "%~1 %~2"=="study equal-accuracy" goto train
goto run

:train
for %%o in (%*) do if "%%~o"=="--help" goto run
for %%o in (%*) do if "%%~o"=="-h" goto run
>&2 echo archsim: networks are trained and evaluated on Linux on x86-64 only, whose native code archsim-train brings
exit /b 1

:run
set "classes=%home%\lib\*"
if defined ARCHSIM_PLUGINS set "classes=%classes%;%ARCHSIM_PLUGINS%"
"%java%" -Xshare:auto -Djava.awt.headless=true %options% -cp "%classes%" archsim.cli.Main %*
exit /b %ERRORLEVEL%
