using System.Diagnostics.CodeAnalysis;

namespace MockWs.Configuration.Shapes;

/// <summary>A value, or none. None stands for a value that is not there, and for one with an error that is noted already.</summary>
internal readonly struct Option<T>(T value)
{
    private readonly T _value = value;
    private readonly bool _hasValue = true;

    public static Option<T> None => default;

    public static implicit operator Option<T>(T value) => new(value);

    public bool Is([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _hasValue;
    }

    public Option<TOther> Then<TOther>(Func<T, Option<TOther>> next) => _hasValue ? next(_value) : default;
}

/// <summary>Makes options of what may be null.</summary>
internal static class Option
{
    public static Option<T> Of<T>(T? value)
        where T : class => value is null ? Option<T>.None : new(value);

    public static Option<T> OfValue<T>(T? value)
        where T : struct => value is { } one ? new(one) : Option<T>.None;
}
