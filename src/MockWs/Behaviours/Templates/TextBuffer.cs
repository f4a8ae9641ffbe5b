using System.Buffers;
using System.Text;

namespace MockWs.Behaviours.Templates;

/// <summary>What a template has written so far, in a pooled array; one that runs away ends at the limit. For one rendering.</summary>
internal sealed class TextBuffer : TextWriter
{
    /// <summary>The longest text that a template may write, in UTF-16 characters: as much as a message may hold by default.</summary>
    public const int MaxLength = 16 << 20;

    private char[] _chars = ArrayPool<char>.Shared.Rent(256);
    private int _length;

    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<char> Written => _chars.AsSpan(0, _length);

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > _chars.Length - _length)
            Grow(buffer.Length);
        buffer.CopyTo(_chars.AsSpan(_length));
        _length += buffer.Length;
    }

    public override string ToString() => Written.ToString();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            ArrayPool<char>.Shared.Return(Interlocked.Exchange(ref _chars, []));
        base.Dispose(disposing);
    }

    private void Grow(int by)
    {
        if (by > MaxLength - _length)
            throw new TemplateException($"the template writes more than {MaxLength} characters");
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + by, _chars.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
