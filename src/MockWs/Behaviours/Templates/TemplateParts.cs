using System.Buffers;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace MockWs.Behaviours.Templates;

/// <summary>What stands between the expressions and the tags.</summary>
internal sealed class LiteralPart(string text) : Statement
{
    public string Text => text;

    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        writer.Write(text);
        return Normal();
    }
}

/// <summary>An expression whose value is written: <c>{{message.text | upcase}}</c>. Its failure names it.</summary>
/// <param name="expression">The expression.</param>
/// <param name="source">The expression as it was written.</param>
internal sealed class OutputPart(Expression expression, string source) : Statement
{
    public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        // Inside of a tag the engine hands on the context and the writer that it was given.
        var liquid = (LiquidContext?)context;
        WriteText(liquid!.Scope, ref liquid, (TextBuffer)writer);
        return Normal();
    }

    /// <summary>Writes the value as it stands in a text.</summary>
    /// <param name="scope">What the template may speak of.</param>
    /// <param name="context">The engine's state, made when the first expression needs it.</param>
    /// <param name="output">Where to write.</param>
    /// <exception cref="TemplateException">There is no value.</exception>
    public void WriteText(TemplateScope scope, ref LiquidContext? context, TextBuffer output)
    {
        try
        {
            Evaluate(scope, ref context).WriteText(output);
        }
        catch (Exception e) when (e is not TemplateException)
        {
            throw new TemplateException($"{source}: {e.Message}", e);
        }
    }

    /// <summary>Writes the value as JSON, in its own type.</summary>
    /// <param name="scope">What the template may speak of.</param>
    /// <param name="context">The engine's state, made when the first expression needs it.</param>
    /// <param name="output">Where to write.</param>
    /// <exception cref="TemplateException">There is no value.</exception>
    public void WriteJson(TemplateScope scope, ref LiquidContext? context, IBufferWriter<byte> output)
    {
        try
        {
            Evaluate(scope, ref context).WriteJson(output);
        }
        catch (Exception e) when (e is not TemplateException)
        {
            throw new TemplateException($"{source}: {e.Message}", e);
        }
    }

    private TemplateValue Evaluate(TemplateScope scope, ref LiquidContext? context) => expression switch
    {
        TemplatePath { NeedsContext: false } path => path.Follow(scope, null),
        TemplatePath path => path.Follow(scope, context ??= new LiquidContext(scope)),
        _ => TemplateValue.Of(expression.EvaluateAsync(context ??= new LiquidContext(scope)).Result()),
    };
}
