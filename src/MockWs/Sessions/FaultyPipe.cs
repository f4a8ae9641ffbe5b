using System.IO.Pipelines;

namespace MockWs.Sessions;

/// <summary>A client's bytes, above TLS, with faults between them and the conversation.</summary>
internal sealed class FaultyPipe(IDuplexPipe inner, ConnectionFaults faults) : IDuplexPipe
{
    public PipeReader Input { get; } = new FaultyInput(inner.Input, faults);

    /// <summary>The way out, with what faults say to it.</summary>
    public FaultyOutput Output { get; } = new(inner.Output, faults);

    PipeWriter IDuplexPipe.Output => Output;
}
