using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MailIntake.Tests.EndToEnd;

/// <summary>The program itself, as its users start it: a process with settings on its command line.</summary>
internal sealed class IntakeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IntakeProcess(Process process) => _process = process;

    public string Log => string.Join('\n', _log);

    public long WorkingSet => Refreshed().WorkingSet64;

    /// <summary>Starts `mailintake` and returns when it says that it is ready.</summary>
    public static async Task<IntakeProcess> RunAsync(string folder, IEnumerable<string> arguments)
    {
        var intake = Start(folder, ["run", .. arguments]);
        try
        {
            await intake._ready.Task.WaitAsync(Patience);
            return intake;
        }
        catch (Exception e)
        {
            await intake.DisposeAsync();
            throw new InvalidOperationException($"mailintake did not become ready:\n{intake.Log}", e);
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> ExecuteAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(Info(folder, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>SIGKILL: no goodbye of any kind.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd and Docker stop it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Kill(_process.Id, 15);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static IntakeProcess Start(string folder, IReadOnlyList<string> arguments)
    {
        var process = new Process { StartInfo = Info(folder, arguments) };
        var intake = new IntakeProcess(process);
        process.OutputDataReceived += (_, e) =>
        {
            if (e.Data?.StartsWith("ready:", StringComparison.Ordinal) == true)
            {
                intake._ready.TrySetResult(e.Data);
            }
        };
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is { } line)
            {
                intake._log.Enqueue(line);
            }
        };
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => intake._ready.TrySetException(new InvalidOperationException("it ended"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return intake;
    }

    private static ProcessStartInfo Info(string folder, IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["TERM"] = "xterm";
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "mailintake.dll"));
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
