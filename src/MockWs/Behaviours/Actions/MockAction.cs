using MockWs.Behaviours.Templates;
using MockWs.Faults;

namespace MockWs.Behaviours.Actions;

/// <summary>One thing that the server does: data, which a session carries out.</summary>
internal abstract record MockAction
{
    /// <summary>What it needs of the backend.</summary>
    internal virtual Capabilities Needs => Capabilities.None;

    /// <summary>The actions within it.</summary>
    internal virtual IReadOnlyList<MockAction> Parts => [];
}

/// <summary>Sends the received message back as it came, or its text with something before it.</summary>
internal sealed record Echo(Template? Prefix = null) : MockAction;

/// <summary>Sends a text message.</summary>
internal sealed record Send(Template Text) : MockAction;

/// <summary>Sends a text message of JSON.</summary>
internal sealed record SendJson(JsonTemplate Json) : MockAction;

/// <summary>Sends a binary message.</summary>
internal sealed record SendBinary(Payload Payload) : MockAction;

/// <summary>Sends a message in frames of at most so many bytes (RFC 6455 section 5.4).</summary>
internal sealed record SendInFrames(Template Text, int FrameSize) : MockAction
{
    internal override Capabilities Needs => Capabilities.Fragments;
}

/// <summary>Sends a text message to other connections too.</summary>
internal sealed record Broadcast(Template Text, BroadcastScope Scope) : MockAction;

/// <summary>Sends a ping (RFC 6455 section 5.5.2).</summary>
internal sealed record SendPing(Payload Payload) : MockAction;

/// <summary>Sends a pong (RFC 6455 section 5.5.3).</summary>
internal sealed record SendPong(Payload Payload) : MockAction;

/// <summary>Answers a ping with its own payload (RFC 6455 section 5.5.3).</summary>
internal sealed record AnswerPing : MockAction;

/// <summary>Answers a close frame with its own code (RFC 6455 section 5.5.1).</summary>
internal sealed record AnswerClose : MockAction;

/// <summary>Begins a close.</summary>
internal sealed record Close(int Code, Template Reason) : MockAction
{
    internal override Capabilities Needs => Reason.Source.Length > 0 ? Capabilities.CloseReason : Capabilities.None;
}

/// <summary>Ends the connection without a close frame: a reset.</summary>
internal sealed record Drop : MockAction
{
    internal override Capabilities Needs => Capabilities.Reset;
}

/// <summary>Holds what follows on this connection.</summary>
internal sealed record Delay(DelayTime Time) : MockAction;

/// <summary>Does something again and again, in between other messages. One with a name takes the place of another.</summary>
internal sealed record Every(string? Name, DelayTime Interval, int? Times, IReadOnlyList<MockAction> Then) : MockAction
{
    internal override IReadOnlyList<MockAction> Parts => Then;

    public bool Equals(Every? other) =>
        other is not null && Name == other.Name && Interval == other.Interval && Times == other.Times && Then.SequenceEqual(other.Then);

    public override int GetHashCode() => HashCode.Combine(Name, Interval, Times, Then.Count);
}

/// <summary>Ends what <see cref="Every"/> began.</summary>
internal sealed record StopTicker(string Name) : MockAction;

/// <summary>Names a state, of the connection or of the server.</summary>
internal sealed record SetState(string Name, Template Value, bool OfServer) : MockAction;

/// <summary>Writes a line into the journal.</summary>
internal sealed record Log(Template Text) : MockAction;

/// <summary>Records an error.</summary>
internal sealed record RecordError(string Text) : MockAction;

/// <summary>Asks the test author's code what to do.</summary>
internal sealed record Ask(Func<Message, IReadOnlyList<MockAction>> Delegate) : MockAction;
