namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>What a template is made of.</summary>
internal enum PieceKind
{
    /// <summary>What is sent as it stands.</summary>
    Literal,

    /// <summary><c>{{…}}</c>.</summary>
    Output,

    /// <summary><c>{%…%}</c>.</summary>
    Tag,
}

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Open">Where it begins in the source, its braces included.</param>
/// <param name="Start">Where its content begins; of a tag what follows its name.</param>
/// <param name="End">Where its content ends.</param>
/// <param name="Text">The text of a literal, the name of a tag.</param>
internal readonly record struct Piece(PieceKind Kind, int Open, int Start, int End, string Text);
