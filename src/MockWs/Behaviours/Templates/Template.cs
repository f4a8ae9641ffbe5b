using System.Text;
using MockWs.Behaviours.Templates.Syntax;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// A text with Liquid expressions in it: <c>Server: You said "{{message.text}}"</c>. Read once, rendered as often as wanted; safe for
/// concurrent use.
/// </summary>
internal sealed class Template : IEquatable<Template>
{
    private readonly TemplateBody? _body;
    private readonly byte[] _constant;

    private Template(string source, TemplateBody? body)
    {
        Source = source;
        _body = body;
        _constant = body is null ? Encoding.UTF8.GetBytes(source) : [];
    }

    /// <summary>The template as it was written.</summary>
    public string Source { get; }

    /// <summary>Whether the text is the same each time.</summary>
    public bool IsConstant => _body is null;

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateSyntaxException">It is no Liquid, or it names something that no template knows.</exception>
    public static Template Parse(string source) => new(source, PieceScanner.IsTemplate(source) ? new TemplateBody(source) : null);

    /// <summary>Renders as a string.</summary>
    /// <exception cref="TemplateException">An expression has no value, or the template runs away.</exception>
    public string Render(TemplateScope scope) => _body?.RenderText(scope) ?? Source;

    /// <summary>Renders as UTF-8; the bytes of a constant are shared.</summary>
    /// <exception cref="TemplateException">An expression has no value, or the template runs away.</exception>
    public ReadOnlyMemory<byte> RenderUtf8(TemplateScope scope) => _body?.RenderUtf8(scope) ?? _constant;

    /// <summary>Whether both were written alike.</summary>
    public bool Equals(Template? other) => other is not null && Source == other.Source;

    public override bool Equals(object? obj) => Equals(obj as Template);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);
}
