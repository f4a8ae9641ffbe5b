namespace MockWs.Server.Commands;

/// <summary>How the tool ends; scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>It was asked to stop, and did.</summary>
    Stopped = 0,

    /// <summary>Something failed that nothing below names.</summary>
    Failed = 1,

    /// <summary>The command line is wrong, or a scenario: an unknown option, a bad URL, an unknown key.</summary>
    WrongUsage = 2,

    /// <summary>A port is in use or not to be had.</summary>
    CannotListen = 3,

    /// <summary>The certificate cannot be used.</summary>
    BadCertificate = 4,
}
