# Collects what one PC shows, for PCs without Python; the server does the checking.
#
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 [-Out DIR] [-DefenderOnly]
#
# Reads only, loads no hive, sends nothing; writes two files into DIR: HOST_..._artefacts.json
# (form honmono-artefacts-1) and HOST_..._defender.json (form honmono-defender-1).
# Honmono's automatic tests CANNOT run this script, for want of Windows: they read its text
# (length, commands, names of fields) and no more.  Try it on one PC of yours first.
param([string]$Out = $PSScriptRoot, [switch]$DefenderOnly)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$plain = [Globalization.CultureInfo]::InvariantCulture
$now = [DateTimeOffset]::Now
$iso = $now.ToString('yyyy-MM-ddTHH:mm:sszzz', $plain)
$me = [Security.Principal.WindowsIdentity]::GetCurrent()
$admin = ([Security.Principal.WindowsPrincipal]$me).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
$win = $env:SystemRoot
$couldNot = @{}
$mostFiles = 60000
function Failed([string]$place, $problem) { if (-not $couldNot.ContainsKey($place)) { $couldNot[$place] = "$problem" } }
function Cut($value) { $text = "$value"; if ($text.Length -gt 4096) { $text.Substring(0, 4096) } else { $text } }
function Save([string]$ending, $value) {
    $name = '{0}_{1}_{2}.json' -f $env:COMPUTERNAME, $now.ToString('yyyyMMddHHmmss', $plain), $ending
    $path = [IO.Path]::Combine($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Out), $name)
    [IO.File]::WriteAllText($path, (ConvertTo-Json -InputObject $value -Depth 6 -Compress))
    "  $path"
}
function Plain($object) {
    $row = [ordered]@{}
    foreach ($p in $object.PSObject.Properties) {
        if ($p.Name -like 'Cim*' -or $p.Name -eq 'PSComputerName') { continue }
        if ($p.Value -is [datetime]) { $row[$p.Name] = $p.Value.ToUniversalTime().ToString('o', $plain) }
        elseif ($p.Value -is [array]) { $row[$p.Name] = @($p.Value | ForEach-Object { "$_" }) }
        else { $row[$p.Name] = $p.Value }
    }
    $row
}
function Values([string]$hive, [string]$key) {
    $top, $below = $hive.Split('\', 2)
    $base = if ($top -eq 'HKLM') { 'LocalMachine' } else { 'Users' }
    $path = (@($below, $key) | Where-Object { $_ }) -join '\'
    $opened = [Microsoft.Win32.RegistryKey]::OpenBaseKey($base, 'Registry64').OpenSubKey($path)
    if ($null -eq $opened) { return }
    foreach ($name in $opened.GetValueNames()) {
        $kind = "$($opened.GetValueKind($name))"
        $data = $opened.GetValue($name, '', 'DoNotExpandEnvironmentNames')
        if ($kind -eq 'Binary') { $data = ([BitConverter]::ToString($data) -replace '-', '').ToLower() }
        @{ name = $name; type = $kinds[$kind]; data = (Cut ($data -join ';')) }
    }
}
$kinds = @{ String = 'REG_SZ'; ExpandString = 'REG_EXPAND_SZ'; Binary = 'REG_BINARY'; DWord = 'REG_DWORD'
    QWord = 'REG_QWORD'; MultiString = 'REG_MULTI_SZ'; None = 'REG_NONE'; Unknown = 'REG_UNKNOWN' }
function Listing([string]$root, [string]$told, [int]$depth, [bool]$heads, [bool]$hashes) {
    if (-not [IO.Directory]::Exists($root)) { Failed "files:$told" 'not found'; return }
    $time = ([DateTimeOffset]([IO.DirectoryInfo]$root).LastWriteTimeUtc).ToUnixTimeMilliseconds() / 1000.0
    [void]$files.Add(@{ path = $told; size = 0; is_folder = $true; mtime = $time; head = $null; sha256 = $null })
    try { $entries = @(([IO.DirectoryInfo]$root).EnumerateFileSystemInfos()) }
    catch { Failed "files:$told" $_.Exception.GetBaseException().Message; return }
    foreach ($entry in $entries) {
        if ($files.Count -ge $mostFiles) { Failed "files:$told" 'too many items'; return }
        $path = "$told\$($entry.Name)"
        $attributes = [int]$entry.Attributes
        if ($entry -is [IO.DirectoryInfo]) {
            if ($attributes -band 0x400) { Failed "files:$path" 'leads to another place' }
            elseif ($depth -gt 1) { Listing $entry.FullName $path ($depth - 1) $heads $hashes; continue }
        }
        $row = @{ path = $path; size = 0; is_folder = ($entry -is [IO.DirectoryInfo]); head = $null; sha256 = $null }
        $row.mtime = ([DateTimeOffset]$entry.LastWriteTimeUtc).ToUnixTimeMilliseconds() / 1000.0
        if (-not $row.is_folder) { $row.size = $entry.Length }
        if ($heads -and -not $row.is_folder) {
            try { if ($attributes -band 0x441000) { throw 'lies in a cloud' }
                $stream = [IO.File]::Open($entry.FullName, 'Open', 'Read', 'ReadWrite, Delete')
                $first = $stream.ReadByte(); $second = $stream.ReadByte(); $stream.Dispose()
                if ($second -ge 0) { $row.head = '{0:x2}{1:x2}' -f $first, $second }
                if ($hashes -and $row.head -eq '4d5a' -and $entry.Length -ge 1GB) { Failed "hash:$path" 'too large' }
                elseif ($hashes -and $row.head -eq '4d5a') {
                    $row.sha256 = (Get-FileHash -LiteralPath $entry.FullName -Algorithm SHA256).Hash.ToLower()
                }
            } catch { Failed "hash:$path" $_.Exception.GetBaseException().Message }
        }
        [void]$files.Add($row)
    }
}
function Part([string]$name, [scriptblock]$work) {
    $rows = New-Object System.Collections.ArrayList
    try { & $work | ForEach-Object { [void]$rows.Add($_) } }
    catch { Failed $name $_.Exception.GetBaseException().Message; if ($rows.Count -eq 0) { return $null } }
    , $rows
}

"Honmono: reading this PC, please wait. / PC を調べています。しばらくお待ちください。"
$status = $null; $detections = $null; $threats = $null
try { $status = Plain (Get-MpComputerStatus) } catch { Failed 'defender:status' $_.Exception.Message }
try { $detections = @(Get-MpThreatDetection | ForEach-Object { Plain $_ }) } catch { Failed 'defender:detections' $_.Exception.Message }
try { $threats = @(Get-MpThreat | ForEach-Object { Plain $_ }) } catch { Failed 'defender:threats' $_.Exception.Message }
Save 'defender' ([ordered]@{ form = 'honmono-defender-1'; computer = $env:COMPUTERNAME; elevated = $admin
    exported_at = $iso; status = $status; detections = $detections; threats = $threats })
if ($DefenderOnly) { exit $(if ($null -eq $detections) { 3 } else { 0 }) }
$local = @{}; $roaming = @{}; $files = New-Object System.Collections.ArrayList
$list = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
$loaded = @([Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64').GetSubKeyNames() | Where-Object { $_ -like 'S-1-*' -and $_ -notlike '*_Classes' })
foreach ($sid in $machine.OpenSubKey($list).GetSubKeyNames()) {
    $folder = [Environment]::ExpandEnvironmentVariables("$($machine.OpenSubKey("$list\$sid").GetValue('ProfileImagePath'))")
    if ($folder -and [IO.Directory]::Exists($folder)) { $local[$sid] = "$folder\AppData\Local"; $roaming[$sid] = "$folder\AppData\Roaming" }
    if ($loaded -notcontains $sid -and $sid -notlike '*.bak') { Failed "autoruns:HKU\$sid" 'the user is not signed in, so the hive is not loaded' }
}
$hives = @('HKLM') + @($loaded | ForEach-Object { "HKU\$_" })
$tops = 'Software\Microsoft\Windows\CurrentVersion', 'Software\WOW6432Node\Microsoft\Windows\CurrentVersion'
$runs = 'Run', 'RunOnce', 'Policies\Explorer\Run'
$registry = Part 'registry' { foreach ($hive in $hives) { foreach ($top in $tops) { foreach ($end in @('Explorer') + $runs) {
    if ($hive -ne 'HKLM' -and $top -like '*WOW6432Node*') { continue }
    try { Values $hive "$top\$end" | Where-Object { $end -ne 'Explorer' -or $_.type -eq 'REG_BINARY' } | ForEach-Object { $_.hive = $hive; $_.key = "$top\$end"; $_ } }
    catch { Failed "registry:$hive\$top\$end" $_.Exception.Message } } } } }
$owners = @{}
try { Get-Process -IncludeUserName | ForEach-Object { $owners[[int]$_.Id] = $_.UserName } } catch { Failed 'hidden:user' $_.Exception.Message }
$processes = Part 'processes' { foreach ($p in Get-CimInstance -ClassName Win32_Process) {
    @{ name = $p.Name; pid = [int]$p.ProcessId; ppid = [int]$p.ParentProcessId; image_path = $p.ExecutablePath
       command_line = $(if ($null -eq $p.CommandLine) { $null } else { Cut $p.CommandLine }); user = $owners[[int]$p.ProcessId] } } }
$services = Part 'services' { foreach ($s in Get-CimInstance -ClassName Win32_Service) {
    @{ name = $s.Name; display_name = $s.DisplayName; command_line = (Cut $s.PathName); state = $s.State } } }
$autoruns = Part 'autoruns' {
    $registry | Where-Object { $_.key -notlike '*\Explorer' } | ForEach-Object { @{ where = "$($_.hive)\$($_.key)"; name = $_.name; command_line = $_.data; user = $_.hive.Replace('HKU\', '').Replace('HKLM', '') } }
    foreach ($hive in $hives) { Values $hive 'Software\Microsoft\Windows NT\CurrentVersion\Winlogon' | Where-Object { 'Shell', 'Userinit' -contains $_.name } | ForEach-Object { @{ where = "$hive\Winlogon"; name = $_.name; command_line = $_.data; user = '' } } }
    foreach ($folder in @($roaming.Values) + @($env:ProgramData)) { $start = "$folder\Microsoft\Windows\Start Menu\Programs\Startup"
        if ([IO.Directory]::Exists($start)) { foreach ($f in [IO.Directory]::GetFiles($start)) { if ($f -notlike '*\desktop.ini') { @{ where = $start; name = [IO.Path]::GetFileName($f); command_line = $f; user = '' } } } } }
    foreach ($t in Get-ScheduledTask) { foreach ($a in $t.Actions) { if ($a.PSObject.Properties['Execute']) { @{ where = "task:$($t.TaskPath)$($t.TaskName)"; name = $t.TaskName; command_line = (Cut "$($a.Execute) $($a.Arguments)".Trim()); user = "$($t.Principal.UserId)" } } } } }
$wow = if ([IO.Directory]::Exists("$win\SysWOW64")) { "$win\SysWOW64" } else { "$win\System32" }
$native = if ([Environment]::Is64BitProcess -or $wow -notlike '*WOW64') { "$win\System32" } else { "$win\Sysnative" }
foreach ($sid in @($local.Keys)) {
    $place = $local[$sid]; $before = $files.Count # a profile of a service may be empty
    try { [void][IO.File]::GetAttributes($place); Listing $place $place 2 $true $true }
    catch [IO.FileNotFoundException], [IO.DirectoryNotFoundException] { $local.Remove($sid); continue }
    if ($files.Count -eq $before + 1 -and -not $couldNot.ContainsKey("files:$place")) { $local.Remove($sid) }
}
Listing $wow $wow 2 $true $false
if ($wow -like '*WOW64') { Listing $native "$win\System32" 1 $false $false }
$programs = @($env:ProgramW6432, $env:ProgramFiles, ${env:ProgramFiles(x86)}) | Where-Object { $_ } | Select-Object -Unique
foreach ($top in @($roaming.Values) + $programs) { Get-ChildItem -LiteralPath $top -Directory -Recurse -Depth 4 -Force -ErrorAction SilentlyContinue | Select-Object -First 20000 | ForEach-Object { [void]$files.Add(@{ path = $_.FullName; is_folder = $true }) } }
$ids = @(); $serial = $null
try { $ids = @("serial:$((Get-CimInstance -ClassName Win32_BIOS).SerialNumber)", "uuid:$((Get-CimInstance -ClassName Win32_ComputerSystemProduct).UUID)")
    $serial = "$((Get-CimInstance -ClassName Win32_LogicalDisk | Where-Object { $_.DeviceID -eq $env:SystemDrive }).VolumeSerialNumber)".ToLower().TrimStart('0') } catch { Failed 'host' $_.Exception.Message }
$about = [ordered]@{ name = $env:COMPUTERNAME; os = 'windows'; os_version = "$([Environment]::OSVersion.Version)"; volume_serial = $serial; user = $me.Name; elevated = $admin
    collected_at = $iso; collector = 'honmono collect.ps1 1.0'; ids = $ids
    folders = @{ system32 = "$win\System32"; syswow64 = $wow; program_files = @($programs | ForEach-Object { "$_" }); local_appdata = $local; appdata = $roaming } }
Save 'artefacts' ([ordered]@{ form = 'honmono-artefacts-1'; host = $about; processes = $processes; registry = $registry
    services = $services; files = $files; autoruns = $autoruns; could_not = $couldNot })
if (-not $admin) { "[!] Not run as administrator: run again as administrator. / 管理者として、もう一度実行してください。" }
"Please hand both files to the person in charge (not by mail). / 2 つのファイルを担当者に渡してください（メールでは送らない）。"
exit $(if ($couldNot.Count) { 3 } else { 0 })
