using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;

namespace MailIntake.Tests;

/// <summary>References go one way: Mail, Referrals, the service.</summary>
public class HouseTests
{
    [Fact]
    public void Mail_needs_nothing_but_the_framework() =>
        OthersOf(typeof(Email)).Should().BeEmpty();

    [Fact]
    public void Referrals_need_nothing_but_the_framework_and_Mail() =>
        OthersOf(typeof(Conversation)).Should().BeEquivalentTo(["MailIntake.Mail"]);

    private static IEnumerable<string> OthersOf(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal));
}
