namespace MockWs.Behaviours.Templates;

/// <summary>A template could not be read. The message begins with the place.</summary>
internal sealed class TemplateSyntaxException : FormatException
{
    /// <param name="source">The whole source.</param>
    /// <param name="offset">Where in it the reader gave up.</param>
    /// <param name="problem">What is wrong there, as a person says it.</param>
    public TemplateSyntaxException(string source, int offset, string problem)
        : this(Lines(source, offset), ColumnOf(source, offset), offset, problem)
    {
    }

    private TemplateSyntaxException(int line, int column, int offset, string problem)
        : base($"line {line}, column {column}: {problem}")
    {
        Line = line;
        Column = column;
        Offset = offset;
        Problem = problem;
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 characters, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The place as an index into the source.</summary>
    public int Offset { get; }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }

    private static int Lines(string source, int offset) => source.AsSpan(0, offset).Count('\n') + 1;

    private static int ColumnOf(string source, int offset) => offset - source.AsSpan(0, offset).LastIndexOf('\n');
}
