using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Net;

public sealed class DeadlineTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Silence_ends_it()
    {
        using var deadline = Make(silence: 60, total: 900);

        Pass(59);
        deadline.Token.IsCancellationRequested.Should().BeFalse();
        Pass(2);

        deadline.Token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Progress_keeps_it_alive_until_its_end()
    {
        using var deadline = Make(silence: 60, total: 200);

        for (var n = 0; n < 3; n++)
        {
            Pass(55);
            deadline.Progress();
        }

        deadline.Token.IsCancellationRequested.Should().BeFalse();
        Pass(40);

        deadline.Token.IsCancellationRequested.Should().BeTrue("a server that drips must not hold us for ever");
    }

    [Fact]
    public void The_caller_s_own_work_does_not_count()
    {
        using var deadline = Make(silence: 60, total: 100);

        deadline.Suspend();
        Pass(500);
        deadline.Resume();
        Pass(50);

        deadline.Token.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public void The_caller_may_end_it_at_once_or_after_a_grace()
    {
        using var caller = new CancellationTokenSource();
        using var atOnce = Make(60, 100, caller.Token);
        using var later = Make(60, 100, caller.Token);
        later.AllowAfterCancel(TimeSpan.FromSeconds(3));

        caller.Cancel();

        atOnce.Token.IsCancellationRequested.Should().BeTrue();
        later.Token.IsCancellationRequested.Should().BeFalse();
        Pass(4);
        later.Token.IsCancellationRequested.Should().BeTrue();
    }

    private Deadline Make(int silence, int total, CancellationToken token = default) =>
        new(TimeSpan.FromSeconds(silence), TimeSpan.FromSeconds(total), _clock, token);

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
