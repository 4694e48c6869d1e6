@echo off
setlocal
rem Starts zelfscan from this folder. Opened by a double click or with a result dropped on it, it opens Windows Terminal
rem where that is: older windows lack signs and colours. Set ZELFSCAN_GEEN_WT=1 to stay in this window.
chcp 65001 >nul
title Zelfscan
set "PYTHONUTF8=1"
set "BY_CLICK="
rem PowerShell too starts this by its name. A click gives nothing more, or the whole path of what was dropped.
if not "%~2"=="" goto run
if not "%~1"=="" if not "%~1"=="%~f1" goto run
echo %CMDCMDLINE% | find /i "%~nx0" >nul && set "BY_CLICK=1"
if not defined BY_CLICK goto start
if defined WT_SESSION goto start
if defined ZELFSCAN_GEEN_WT goto start
where wt.exe >nul 2>nul || goto start
if "%~1"=="" (
  start "" wt.exe --size 120,40 --title Zelfscan cmd /c ""%~f0""
) else (
  start "" wt.exe --size 120,40 --title Zelfscan cmd /c ""%~f0" "%~1""
)
exit /b 0
:start
echo Zelfscan wordt gestart. De eerste keer duurt dat een paar tellen.
:run
"%~dp0python\python.exe" -I -m zelfscan %*
set "STATUS=%ERRORLEVEL%"
if defined BY_CLICK if not "%STATUS%"=="0" pause
exit /b %STATUS%
