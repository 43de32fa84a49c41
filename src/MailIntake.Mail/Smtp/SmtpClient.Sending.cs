using MailIntake.Mail.Mime;

namespace MailIntake.Mail.Smtp;

/// <summary>Sending one letter.</summary>
public sealed partial class SmtpClient
{
    /// <summary>More in one flush could fill the buffers of both sides, each waiting for the other (RFC 2920).
    /// </summary>
    private const int MostInOnePipeline = 50;

    /// <summary>After the final dot the answer decides whether the letter is sent twice, so a stop waits a moment for
    /// it.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Sends a letter to all recipients or to none, and returns the server's acceptance (its text usually holds the
    /// queue's id). A null sender is the empty return path. Line ends are made CRLF on the way.
    /// </summary>
    /// <exception cref="SmtpCommandException">Refused; <see cref="SmtpCommandException.IsTransient"/> says whether to
    /// try later.</exception>
    /// <exception cref="SmtpProtocolException">The connection broke; where
    /// <see cref="SmtpProtocolException.OutcomeUnknown"/> holds the letter may have been accepted.</exception>
    public async Task<SmtpReply> SendAsync(
        EmailAddress? sender,
        IReadOnlyList<EmailAddress> recipients,
        ReadOnlyMemory<byte> message,
        CancellationToken token)
    {
        if (recipients.Count == 0)
        {
            throw new ArgumentException("A letter needs a recipient", nameof(recipients));
        }

        var envelope = SmtpEnvelope.For(sender, recipients, message.Span, Capabilities);
        return await _connection.TurnAsync("sending a letter", _connection.Timeouts.Transfer, async turn =>
        {
            // DATA may go along only where a refused recipient leaves nothing to deliver.
            var withData = Capabilities.Pipelining && recipients.Count == 1;
            var dataReply = await AddressAsync(turn, envelope, withData).ConfigureAwait(false)
                ?? await turn.AskAsync("DATA").ConfigureAwait(false);
            if (dataReply.Code != 354)
            {
                await ResetAsync(turn).ConfigureAwait(false);
                throw _connection.Refused("the letter", dataReply);
            }

            await turn.SendMessageAsync(message).ConfigureAwait(false);
            turn.Deadline.Restart(_connection.Timeouts.Delivery);
            turn.Deadline.AllowAfterCancel(StopGrace);
            var reply = await turn.ReadAsync().ConfigureAwait(false);
            turn.Decided();
            return reply.Code / 100 == 2 ? reply : throw _connection.Refused("the letter", reply);
        }, token).ConfigureAwait(false);
    }

    /// <summary>MAIL and RCPTs. The answer to DATA where it went along with them, else null.</summary>
    private async Task<SmtpReply?> AddressAsync(SmtpTurn turn, SmtpEnvelope envelope, bool withData)
    {
        var size = Capabilities.Pipelining ? MostInOnePipeline : 1;
        foreach (var chunk in envelope.Commands.Chunk(size))
        {
            foreach (var command in chunk)
            {
                turn.Queue(command.Line);
            }

            if (withData)
            {
                turn.Queue("DATA");
            }

            SmtpCommandException? refused = null;
            foreach (var command in chunk)
            {
                var reply = await turn.ReadAsync().ConfigureAwait(false);
                if (!reply.IsPositive && (refused is null || reply.Code == 421))
                {
                    refused ??= SmtpEnvelope.Refused(Endpoint, command, reply);
                    if (!IsUsable)
                    {
                        throw refused;
                    }
                }
            }

            var dataReply = withData ? await turn.ReadAsync().ConfigureAwait(false) : null;
            if (refused is not null)
            {
                if (dataReply?.Code == 354)
                {
                    // RFC 2920 section 3.1: the server waits for a message now, and an empty one ends it.
                    await turn.SendNothingAsync().ConfigureAwait(false);
                }

                await ResetAsync(turn).ConfigureAwait(false);
                throw refused;
            }

            if (withData)
            {
                return dataReply;
            }
        }

        return null;
    }

    /// <summary>Clears the server's memory of the letter that failed. Its answer changes nothing.</summary>
    private async Task ResetAsync(SmtpTurn turn)
    {
        if (IsUsable)
        {
            await turn.AskAsync("RSET").ConfigureAwait(false);
        }
    }
}
