using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Quartz.Impl;
using Quartz.Simpl;
using Quartz.Spi;

namespace MailIntake.Schedule;

/// <summary>Runs what is due by the clock, through Quartz.</summary>
internal sealed class Scheduler(IServiceProvider services) : IHostedService
{
    private IScheduler? _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _scheduler = await new StdSchedulerFactory(new System.Collections.Specialized.NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = $"mailintake-{Guid.NewGuid():n}",
            ["quartz.threadPool.maxConcurrency"] = "2",
        }).GetScheduler(cancellationToken);
        _scheduler.JobFactory = new ServiceJobFactory(services);
        await _scheduler.ScheduleJob(
            JobBuilder.Create<SilenceJob>().WithIdentity("silence").Build(),
            TriggerBuilder.Create().StartNow().WithSimpleSchedule(s => s.WithIntervalInMinutes(1).RepeatForever()).Build(),
            cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _scheduler?.Shutdown(waitForJobsToComplete: true, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Jobs get what they need from the service's own container.</summary>
    private sealed class ServiceJobFactory(IServiceProvider services) : SimpleJobFactory
    {
        public override IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) =>
            (IJob)ActivatorUtilities.CreateInstance(services, bundle.JobDetail.JobType);
    }
}
