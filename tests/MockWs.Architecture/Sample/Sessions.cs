namespace Sample.Sessions;

internal interface ISession;

internal class Session
{
    public static readonly int Limit = 1;
}

internal sealed class SessionException : Exception;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class SessionAttribute : Attribute;
