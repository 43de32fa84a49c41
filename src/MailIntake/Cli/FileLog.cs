using Microsoft.Extensions.Logging;

namespace MailIntake.Cli;

/// <summary>The log as a file, one line an entry.</summary>
internal sealed class FileLog(string path, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer = new(path) { AutoFlush = true };

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _writer.Dispose();

    private void Write(LogLevel level, string category, string message, Exception? e)
    {
        lock (_lock)
        {
            _writer.WriteLine($"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff}Z {level} {category}: {message}{(e is null ? "" : $"\n{e}")}");
        }
    }

    private sealed class Logger(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => log.Write(logLevel, category, formatter(state, exception), exception);
    }
}
