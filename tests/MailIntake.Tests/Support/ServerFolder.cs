using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MailIntake.Tests.Support;

/// <summary>A folder of its own for a server under test, the ports it may use, and how its programs are run. The path
/// is short because a Unix socket's may have 108 bytes only.</summary>
public sealed class ServerFolder : IDisposable
{
    private static int _lastPort = 18_000 + (Environment.ProcessId % 12_000);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ServerFolder(string name)
    {
        Path = Directory.CreateTempSubdirectory($"mi-{name}-").FullName;
        Run("chmod", "755", Path);
    }

    public string Path { get; }

    public static bool IsRoot => Environment.IsPrivilegedProcess && OperatingSystem.IsLinux();

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public string Make(params string[] names) => Directory.CreateDirectory(At(names)).FullName;

    /// <summary>A port that nobody listens on, each handed out once. Below the range that outgoing connections take
    /// theirs from: one of those may hold a port from there by the time the server wants it.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken by somebody else: the next one.
            }
        }
    }

    /// <summary>Runs a program to its end. Its output goes to a file: a daemon that it starts inherits the output, and
    /// a pipe would never end.</summary>
    public void Run(string program, params string[] arguments) => RunWith(null, program, arguments);

    public void RunWith(string? libraries, string program, params string[] arguments)
    {
        var log = At("run.log");
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(log);
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (libraries is not null)
        {
            start.Environment["LD_LIBRARY_PATH"] = libraries;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            var said = File.Exists(log) ? File.ReadAllText(log) : "";
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
        }
    }

    /// <summary>The process of a pid file, or null. Postfix keeps a lock on its own and .NET opens no file without
    /// asking for one, so it is read by cat.</summary>
    public static int? Pid(string file)
    {
        using var cat = Process.Start(
            new ProcessStartInfo("/bin/cat", [file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return int.TryParse(text.Trim(), out var pid) && Directory.Exists($"/proc/{pid}") ? pid : null;
    }

    public static async Task WaitForPortAsync(int port, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(20);
            }
            catch (SocketException fault)
            {
                throw new InvalidOperationException($"{what} does not listen on port {port}", fault);
            }
        }
    }

    public static async Task WaitUntilGoneAsync(int pid)
    {
        var started = Stopwatch.GetTimestamp();
        while (Directory.Exists($"/proc/{pid}") && !IsZombie(pid) && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Ends a daemon and what it has started, by their process group.</summary>
    public static void KillGroup(int pid)
    {
        using var kill = Process.Start(new ProcessStartInfo("/bin/kill", ["-KILL", "--", $"-{pid}"])
        {
            RedirectStandardError = true,
        })!;
        kill.WaitForExit();
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process of the server that is just ending may still write; the folder is in /tmp and stays.
        }
    }

    private static bool IsZombie(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
