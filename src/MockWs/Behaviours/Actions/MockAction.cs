using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Templates;
using MockWs.Faults;

namespace MockWs.Behaviours.Actions;

/// <summary>One thing that the server does: data, which a session carries out.</summary>
internal abstract record MockAction
{
    /// <summary>What it is called in C#.</summary>
    internal virtual string Word => GetType().Name;

    /// <summary>What it needs of the backend.</summary>
    internal virtual Capabilities Needs => Capabilities.None;

    /// <summary>The actions within it.</summary>
    internal virtual IReadOnlyList<MockAction> Parts => [];
}

/// <summary>Sends the received message back as it came, or its text with something before it.</summary>
internal sealed record Echo(Template? Prefix = null) : MockAction;

/// <summary>Sends a text message in frames of at most so many bytes (RFC 6455 section 5.4).</summary>
internal sealed record SendInFrames(Template Text, int FrameSize) : MockAction
{
    internal override Capabilities Needs => Capabilities.Fragments;
}

/// <summary>Sends a text message in these frames (RFC 6455 section 5.4).</summary>
internal sealed record SendFragments(ValueList<Template> Texts) : MockAction
{
    internal override Capabilities Needs => Capabilities.Fragments;
}

/// <summary>Sends a binary message in these frames (RFC 6455 section 5.4).</summary>
internal sealed record SendBinaryFragments(ValueList<Payload> Payloads) : MockAction
{
    internal override Capabilities Needs => Capabilities.Fragments;
}

/// <summary>Sends a message to other connections too.</summary>
internal sealed record Broadcast(SendMessage Message, BroadcastScope Scope) : MockAction;

/// <summary>Sends a ping (RFC 6455 section 5.5.2).</summary>
internal sealed record SendPing(Payload Payload) : MockAction
{
    internal override string Word => "Ping";
}

/// <summary>Sends a pong (RFC 6455 section 5.5.3).</summary>
internal sealed record SendPong(Payload Payload) : MockAction
{
    internal override string Word => "Pong";
}

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

/// <summary>Does something wrong on purpose.</summary>
internal sealed record RunFault(FaultBinding Binding) : MockAction
{
    internal override string Word => Binding.Word;

    internal override Capabilities Needs => Binding.Needs;
}

/// <summary>Holds what follows on this connection.</summary>
internal sealed record Delay(DelayTime Time) : MockAction;

/// <summary>Does one thing or the other.</summary>
/// <param name="When">What decides: the message that is being answered, and what is remembered.</param>
/// <param name="Then">What is done if it holds.</param>
/// <param name="Otherwise">What is done if it does not.</param>
internal sealed record If(Matcher When, ValueList<MockAction> Then, ValueList<MockAction> Otherwise) : MockAction
{
    internal override IReadOnlyList<MockAction> Parts => [.. Then, .. Otherwise];
}

/// <summary>Does something again and again, in between other messages. One with a name takes the place of another.</summary>
/// <param name="Name">For <see cref="StopTicker"/>; null for none.</param>
/// <param name="Interval">The time before the first tick, and between two.</param>
/// <param name="Times">How many ticks; null for no end.</param>
/// <param name="Until">A message that ends it, or something remembered, which is looked at before each tick; null for neither.</param>
/// <param name="Then">What is done.</param>
internal sealed record Every(string? Name, DelayTime Interval, int? Times, Matcher? Until, ValueList<MockAction> Then) : MockAction
{
    internal override IReadOnlyList<MockAction> Parts => Then;
}

/// <summary>Ends what <see cref="Every"/> began.</summary>
internal sealed record StopTicker(string Name) : MockAction;
