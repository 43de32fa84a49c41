namespace MailIntake.Mail.Net;

/// <summary>Writes the conversation as <c>C:</c> and <c>S:</c> lines with the time of day.</summary>
public sealed class TextWriterProtocolLog(TextWriter writer, TimeProvider clock) : IProtocolLog
{
    private readonly Lock _gate = new();

    public void Sent(string line) => Write("C: ", line);

    public void Received(string line) => Write("S: ", line);

    private void Write(string side, string line)
    {
        lock (_gate)
        {
            writer.WriteLine($"{clock.GetUtcNow():HH:mm:ss.fff} {side}{line}");
        }
    }
}
