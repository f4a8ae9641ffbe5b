using MockWs.Behaviours.Templates;
using MockWs.Faults;
using MockWs.Wire;

namespace MockWs.Behaviours.Actions;

/// <summary>Sends a message in one frame.</summary>
internal abstract record SendMessage : MockAction
{
    /// <summary>Text or binary.</summary>
    public abstract Opcode Opcode { get; }

    /// <summary>What is sent.</summary>
    /// <exception cref="TemplateException">A template has no value.</exception>
    public abstract ReadOnlyMemory<byte> Render(TemplateScope scope);
}

/// <summary>Sends a text message.</summary>
internal sealed record Send(Template Text) : SendMessage
{
    public override Opcode Opcode => Opcode.Text;

    public override ReadOnlyMemory<byte> Render(TemplateScope scope) => Text.RenderUtf8(scope);
}

/// <summary>Sends a text message of JSON.</summary>
internal sealed record SendJson(JsonTemplate Json) : SendMessage
{
    public override Opcode Opcode => Opcode.Text;

    public override ReadOnlyMemory<byte> Render(TemplateScope scope) => Json.Render(scope);
}

/// <summary>Sends a binary message.</summary>
internal sealed record SendBinary(Payload Payload) : SendMessage
{
    public override Opcode Opcode => Opcode.Binary;

    public override ReadOnlyMemory<byte> Render(TemplateScope scope) => Payload.Value;
}

/// <summary>Sends what stood in a file when the server was built.</summary>
/// <param name="Path">The file's path as it was written.</param>
/// <param name="IsText">Whether it is a text message; else binary.</param>
/// <param name="Content">What stood in it.</param>
internal sealed record SendFile(string Path, bool IsText, Payload Content) : SendMessage
{
    public override Opcode Opcode => IsText ? Opcode.Text : Opcode.Binary;

    public override ReadOnlyMemory<byte> Render(TemplateScope scope) => Content.Value;

    public override string ToString() => $"SendFile {JsonText.Quote(Path)}";
}
