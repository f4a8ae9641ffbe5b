namespace MockWs.Behaviours.Actions;

/// <summary>Tells the endpoint's callbacks what came.</summary>
internal sealed record TellCallbacks : MockAction;

/// <summary>Asks the test author's code what to do.</summary>
internal sealed record Ask(Func<Message, IReadOnlyList<MockAction>> Delegate) : MockAction
{
    internal override string Word => "Do";

    public override string ToString() => Word;
}

/// <summary>Asks the test author's code what to do, which may take its time: what follows on the connection waits for the answer.</summary>
/// <param name="Delegate">The code; its token is cancelled when the connection ends.</param>
internal sealed record AskLater(Func<Message, CancellationToken, Task<IReadOnlyList<MockAction>>> Delegate) : MockAction
{
    internal override string Word => "Do";

    public override string ToString() => Word;
}
