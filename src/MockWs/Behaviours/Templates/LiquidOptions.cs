using System.Buffers;
using System.Text;
using Fluid;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>The engine's settings: Liquid's own filters, and those that a mock needs besides.</summary>
internal static class LiquidOptions
{
    /// <summary>How many statements a template may run.</summary>
    public const int MaxSteps = 100_000;

    public static TemplateOptions Instance { get; } = Create();

    /// <summary>The names of all filters.</summary>
    public static IEnumerable<string> FilterNames => Instance.Filters.Select(filter => filter.Key);

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MaxSteps,
            ModelNamesComparer = StringComparer.Ordinal,
            TimeZone = TimeZoneInfo.Utc,
        };
        options.Filters.AddFilter("between", Between);
        options.Filters.AddFilter("plus_seconds", Plus(TimeSpan.TicksPerSecond));
        options.Filters.AddFilter("plus_minutes", Plus(TimeSpan.TicksPerMinute));
        options.Filters.AddFilter("plus_hours", Plus(TimeSpan.TicksPerHour));
        options.Filters.AddFilter("plus_days", Plus(TimeSpan.TicksPerDay));
        options.Filters.AddFilter("unix_seconds", (input, _, context) => NumberValue.Create(TimeOf(input, context).ToUnixTimeSeconds()));
        options.Filters.AddFilter("unix_milliseconds", (input, _, context) =>
            NumberValue.Create(TimeOf(input, context).ToUnixTimeMilliseconds()));
        // The engine's own leaves a time as it is whose zone is not known.
        options.Filters.AddFilter("time_zone", (input, arguments, context) =>
            new DateTimeValue(TimeZoneInfo.ConvertTime(TimeOf(input, context), ZoneOf(arguments.At(0).ToStringValue()))));
        // The engine's own goes through reflection, which does not survive native AOT.
        options.Filters.AddFilter("json", Json);
        return options;
    }

    /// <summary>Spreads a number of 0 to 1 over a range: over its whole numbers, both ends included, where both ends are whole.</summary>
    private static ValueTask<FluidValue> Between(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (low, high) = (arguments.At(0), arguments.At(1));
        if (low is not NumberValue || high is not NumberValue || low.ToNumberValue() > high.ToNumberValue())
            throw new FluidException("between needs two numbers, the lower one first");

        var (fraction, from, to) = (input.ToNumberValue(), low.ToNumberValue(), high.ToNumberValue());
        return NumberValue.Create(low.IsInteger() && high.IsInteger()
            ? decimal.Floor(from + fraction * (to - from + 1))
            : from + fraction * (to - from));
    }

    private static FilterDelegate Plus(long ticks) => (input, arguments, context) => arguments.At(0) is NumberValue amount
        ? new DateTimeValue(TimeOf(input, context).AddTicks((long)(amount.ToNumberValue() * ticks)))
        : throw new FluidException("how much to add has to be a number");

    private static DateTimeOffset TimeOf(FluidValue input, TemplateContext context) => input.TryGetDateTimeInput(context, out var time)
        ? time
        : throw new FluidException($"\"{input.ToStringValue()}\" is no time");

    private static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw new FluidException($"this machine knows no time zone \"{name}\"; it is called as in Europe/Paris, and the package tzdata has them all");

    private static ValueTask<FluidValue> Json(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var json = new ArrayBufferWriter<byte>();
        FluidJson.Write(json, input);
        return new StringValue(Encoding.UTF8.GetString(json.WrittenSpan));
    }
}
