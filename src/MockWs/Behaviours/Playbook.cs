using MockWs.Behaviours.Actions;
using MockWs.Wire;

namespace MockWs.Behaviours;

/// <summary>What a connection says to what it hears: a pure function, with no I/O and no clock. Safe for concurrent use.</summary>
internal sealed class Playbook
{
    private static readonly Reaction Nothing = new([]);

    private readonly Reaction _onPing;
    private readonly Reaction _onClose;
    private readonly Reaction _unmatched;

    /// <param name="unmatched">What becomes of a message that nothing answers.</param>
    /// <param name="answersPings">Whether a ping gets its pong (RFC 6455 section 5.5.2).</param>
    /// <param name="answersClose">Whether a close frame gets its echo (RFC 6455 section 5.5.1).</param>
    public Playbook(Unmatched unmatched, bool answersPings, bool answersClose)
    {
        _onPing = answersPings ? new Reaction([new AnswerPing()]) : new Reaction([], "ping left without a pong: the automatic pong is off");
        _onClose = answersClose ? new Reaction([new AnswerClose()]) : new Reaction([], "close left without an answer: the close echo is off");
        _unmatched = unmatched switch
        {
            Unmatched.Echo => new Reaction([new Echo()]),
            Unmatched.Ignore => new Reaction([], "message ignored: nothing answers it"),
            Unmatched.Close => new Reaction([new Close(CloseCode.PolicyViolation, "no rule answers this message")]),
            Unmatched.Fail => new Reaction(
                [new RecordError("Nothing answers this message"), new Close(CloseCode.InternalError, "no rule answers this message")]),
            _ => throw new ArgumentOutOfRangeException(nameof(unmatched), unmatched, "Use Echo, Ignore, Close or Fail."),
        };
    }

    /// <summary>Answers an event.</summary>
    public Reaction React(in SessionEvent e) => e.Opcode switch
    {
        Opcode.Ping => _onPing,
        Opcode.Pong => Nothing,
        Opcode.Close => _onClose,
        _ => _unmatched,
    };
}
