namespace MockWs.Docs.Generator;

/// <summary>What a piece of a page is.</summary>
internal enum BlockKind
{
    /// <summary>Nothing to run.</summary>
    Prose,

    /// <summary>A code block of C#.</summary>
    CSharp,

    /// <summary>A code block of C# that needs the package Fleck.</summary>
    Fleck,

    /// <summary>A code block of JSON.</summary>
    Json,

    /// <summary>A row that says the same in C# and in JSON.</summary>
    Row,

    /// <summary>A row in which something has no counterpart in the other language.</summary>
    UnevenRow,
}

/// <summary>A piece of a page.</summary>
internal sealed class Block
{
    public Block(BlockKind kind, int line, string text, string json = "") => (Kind, Line, Text, Json) = (kind, line, text, json);

    public BlockKind Kind { get; }

    /// <summary>Where its first line of code stands, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The code; of a row the C#.</summary>
    public string Text { get; }

    /// <summary>Of a row the JSON.</summary>
    public string Json { get; }
}
