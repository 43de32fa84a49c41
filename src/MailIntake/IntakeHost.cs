using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Mail.Net;
using MailIntake.Ops;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Schedule;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MailIntake;

/// <summary>
/// Puts the service together: the store is brought up to date, the directory loaded, and the loops wired that take in,
/// decide and send. Disposing frees the worker's lock.
/// </summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly WorkerLock _lock;
    private readonly TextWriter? _protocol;

    private IntakeHost(IHost host, WorkerLock workerLock, TextWriter? protocol)
    {
        _host = host;
        _lock = workerLock;
        _protocol = protocol;
    }

    public IHost Host => _host;

    public IntakeStore Store => _host.Services.GetRequiredService<IntakeStore>();

    /// <param name="logging">Where the log goes; null: standard error, as Logging:* say.</param>
    /// <exception cref="StoreException">The store cannot be used; the message says why.</exception>
    public static async Task<IntakeHost> CreateAsync(
        IntakeSettings settings,
        PartnerDirectory? directory,
        TimeProvider time,
        Action<ILoggingBuilder>? logging,
        CancellationToken token)
    {
        var dialect = new SqliteDialect(settings.Store.ConnectionString);
        var workerLock = WorkerLock.Take(dialect.DatabaseFile);
        try
        {
            var store = await PrepareAsync(settings, dialect, time, token);
            var rules = await RulesAsync(settings, directory, store, time, token);
            var protocol = settings.Logging.ProtocolFile is { Length: > 0 } file
                ? new StreamWriter(file, append: true) { AutoFlush = true }
                : null;
            return new IntakeHost(Build(settings, store, rules, protocol, time, logging), workerLock, protocol);
        }
        catch
        {
            workerLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        _protocol?.Dispose();
        _lock.Dispose();
    }

    private static async Task<IntakeStore> PrepareAsync(
        IntakeSettings settings,
        SqliteDialect dialect,
        TimeProvider time,
        CancellationToken token)
    {
        var migrator = new Migrator(dialect, time);
        if (settings.Store.MigrateAtStart)
        {
            await migrator.MigrateAsync(token);
        }
        else
        {
            await migrator.CheckAsync(token);
        }

        var store = new IntakeStore(dialect, time);

        // Whoever holds the lock is the only worker: leases of others are of the dead.
        await store.FreeLeasesAsync(token);
        return store;
    }

    private static async Task<IntakeRules> RulesAsync(
        IntakeSettings settings,
        PartnerDirectory? directory,
        IntakeStore store,
        TimeProvider time,
        CancellationToken token)
    {
        if (directory is not null)
        {
            await store.SaveDirectoryAsync(directory.ToJson(), token);
        }
        else if (await store.DirectoryAsync(token) is { } kept)
        {
            directory = PartnerDirectory.FromJson(kept);
        }

        var firstStart = await store.FactAsync("FirstStart", time.GetUtcNow().ToString("O"), token);
        return IntakeRules.From(
            settings,
            directory ?? PartnerDirectory.Empty,
            DateTimeOffset.Parse(firstStart, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IHost Build(
        IntakeSettings settings,
        IntakeStore store,
        IntakeRules rules,
        TextWriter? protocol,
        TimeProvider time,
        Action<ILoggingBuilder>? logging)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(settings.Logging.Level).AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        (logging ?? (l => ToStandardError(l, settings.Logging.Format)))(builder.Logging);
        var services = builder.Services;
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(8));
        services.AddSingleton(time).AddSingleton(store).AddSingleton(rules);
        services.AddSingleton(settings.Inbox).AddSingleton(settings.Outbox).AddSingleton(settings.Limits).AddSingleton(settings.Ops);
        services.AddSingleton<HttpClient>().AddSingleton<SignIn>();
        services.AddSingleton<IntakeWakeUp>().AddSingleton<OutboxWakeUp>().AddSingleton<Health>();
        services.AddSingleton(new LetterPress(rules.Track, settings.Track.Name, time)).AddSingleton<LetterDesk>();
        services.AddSingleton<Correspondence>().AddSingleton<InboxFactory>();
        if (settings.Model.IsOn)
        {
            services.AddSingleton(settings.Model).AddSingleton<ModelQueue>().AddSingleton<ModelHealth>().AddSingleton<ModelDesk>();
            services.AddSingleton(_ => ModelReader.Over(settings.Model, time)).AddHostedService<ModelAsker>();
        }

        if (protocol is not null)
        {
            services.AddSingleton<IProtocolLog>(new TextWriterProtocolLog(protocol, time));
        }

        services.AddHostedService<Intake>().AddHostedService<InboxWatcher>().AddHostedService<Scheduler>();
        if (settings.Outbox.Kind != OutboxKind.Hold)
        {
            services.AddSingleton(provider => OpenOutbox(settings.Outbox, rules, provider)).AddHostedService<OutboxSender>();
        }

        services.AddHostedService<HealthServer>();
        return builder.Build();
    }

    private static IOutbox OpenOutbox(OutboxOptions options, IntakeRules rules, IServiceProvider provider) =>
        options.Kind == OutboxKind.Folder
            ? new FolderOutbox(options)
            : new SmtpOutbox(
                options,
                rules.Track,
                provider.GetRequiredService<SignIn>(),
                provider.GetService<IProtocolLog>(),
                provider.GetRequiredService<TimeProvider>());

    private static void ToStandardError(ILoggingBuilder logging, LogFormat format)
    {
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        _ = format == LogFormat.Json
            ? logging.AddJsonConsole(o => o.UseUtcTimestamp = true)
            : logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff'Z' ";
            });
    }
}
