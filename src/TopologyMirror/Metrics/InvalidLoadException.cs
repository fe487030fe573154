using System.Globalization;

namespace TopologyMirror.Metrics;

/// <summary>A load value is not finite or is negative.</summary>
public sealed class InvalidLoadException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">Where the value came from, for example the metric's name.</param>
    /// <param name="value">The value that was refused.</param>
    /// <param name="time">The sample's time, where it has one.</param>
    public InvalidLoadException(string what, double value, DateTimeOffset? time = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"The load of {what}{At(time)} is {value}; it must be a finite number, zero or greater."))
    {
        What = what;
        Value = value;
        Time = time;
    }

    /// <summary>Where the value came from.</summary>
    public string What { get; }

    /// <summary>The value that was refused.</summary>
    public double Value { get; }

    /// <summary>The sample's time, where it has one.</summary>
    public DateTimeOffset? Time { get; }

    private static string At(DateTimeOffset? time) =>
        time is { } t ? string.Create(CultureInfo.InvariantCulture, $" at {t:yyyy-MM-ddTHH:mm:ssK}") : string.Empty;
}
