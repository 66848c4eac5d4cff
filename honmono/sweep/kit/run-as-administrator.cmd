@echo off
rem Starts the scanner of this kit; without Python it collects for the server instead.
rem It reads only, sends nothing, and writes its results into the folder "results".
setlocal
pushd "%~dp0"
set SYS=%SystemRoot%\System32
if not exist "%~dp0results" mkdir "%~dp0results"
"%SYS%\fltmc.exe" >nul 2>nul
if errorlevel 1 echo [!] Not run as administrator. Right-click this file: Run as administrator.
set PS="%SYS%\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -ExecutionPolicy Bypass
set PY="%SystemRoot%\py.exe"
if exist %PY% goto version
set PY="%LOCALAPPDATA%\Programs\Python\Launcher\py.exe"
if not exist %PY% goto collect
:version
%PY% -3 -I -c "import sys; sys.exit(sys.version_info[:2] < (3, 9))" >nul 2>nul
if errorlevel 1 goto collect
%PY% -3 -I "%~dp0honmono-scan.pyz" --out "%~dp0results" --kit "%~dp0kit.json"
set CODE=%ERRORLEVEL%
%PS% -File "%~dp0collect.ps1" -Out "%~dp0results" -DefenderOnly
goto end
:collect
%PS% -File "%~dp0collect.ps1" -Out "%~dp0results"
set CODE=%ERRORLEVEL%
:end
popd
if "%~1"=="/quiet" exit /b %CODE%
echo.
echo Results are in the folder "results" beside this file. Press a key to close.
"%SYS%\timeout.exe" /t 300
exit /b %CODE%
