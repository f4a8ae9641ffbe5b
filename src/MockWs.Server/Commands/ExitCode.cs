namespace MockWs.Server.Commands;

/// <summary>How the tool ends; scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>It did what it was asked to, and stopped.</summary>
    Stopped = 0,

    /// <summary>Something failed that nothing below names, such as a full disk while recording, or a connection that is lost.</summary>
    Failed = 1,

    /// <summary>The command line is wrong, a scenario or another file: an unknown option, a bad URL, an unknown key, a file that is in the way.</summary>
    WrongUsage = 2,

    /// <summary>A port is in use or not to be had.</summary>
    CannotListen = 3,

    /// <summary>The certificate cannot be used.</summary>
    BadCertificate = 4,

    /// <summary>There is no server where a client was to connect, or it refuses.</summary>
    CannotConnect = 5,

    /// <summary>A server was not used as its scenario expects.</summary>
    NotMet = 6,
}
