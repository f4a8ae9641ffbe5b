using System.Text;

namespace MockWs.Configuration;

/// <summary>Finds lines and columns of offsets that only grow, so that a whole file costs linear time.</summary>
internal sealed class TextCursor(ReadOnlyMemory<byte> utf8)
{
    private int _offset;
    private Place _place = new(1, 1);

    /// <summary>The place of a byte.</summary>
    /// <param name="offset">Its offset, no smaller than the one before.</param>
    public Place MoveTo(int offset)
    {
        var passed = utf8.Span[_offset..offset];
        var lines = passed.Count((byte)'\n');
        var column = lines == 0 ? _place.Column : 1;
        var rest = lines == 0 ? passed : passed[(passed.LastIndexOf((byte)'\n') + 1)..];
        _place = new Place(_place.Line + lines, column + Encoding.UTF8.GetCharCount(rest));
        _offset = offset;
        return _place;
    }
}
