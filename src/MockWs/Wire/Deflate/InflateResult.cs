namespace MockWs.Wire.Deflate;

/// <summary>What became of a piece of compressed payload. What a client sends wrong is a value, never an exception.</summary>
internal enum InflateResult
{
    /// <summary>All of the piece is taken.</summary>
    Ok,

    /// <summary>The message would inflate to more than its limit; nothing beyond the limit was written.</summary>
    TooBig,

    /// <summary>The payload is not DEFLATE data, or not a whole message.</summary>
    Invalid,
}
