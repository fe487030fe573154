using System.Globalization;

namespace TopologyMirror.Propagation;

/// <summary>What a check found of one instance. Immutable.</summary>
public sealed record ValidationFinding
{
    private ValidationFinding()
    {
    }

    /// <summary>The instance that it is about.</summary>
    public required InstanceId Instance { get; init; }

    /// <summary>True when the instance passed; then nothing below is set.</summary>
    public bool IsPassed { get; private init; }

    /// <summary>What was measured, for example <c>error rate</c>.</summary>
    public string Measured { get; private init; } = string.Empty;

    /// <summary>The value.</summary>
    public string Value { get; private init; } = string.Empty;

    /// <summary>What the value must be, or its limit.</summary>
    public string Limit { get; private init; } = string.Empty;

    /// <summary>The unit of value and limit; empty where they have none.</summary>
    public string Unit { get; private init; } = string.Empty;

    /// <summary>When the value was observed.</summary>
    public DateTimeOffset ObservedAt { get; private init; }

    /// <summary>The earliest time at which the instance may pass; null when waiting does not help: the refusal is for good.</summary>
    public DateTimeOffset? Earliest { get; private init; }

    /// <summary>The instance passed.</summary>
    /// <param name="instance">The instance.</param>
    public static ValidationFinding Passed(InstanceId instance) => new() { Instance = instance, IsPassed = true };

    /// <summary>The instance is refused.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="value">The value.</param>
    /// <param name="limit">What the value must be, or its limit.</param>
    /// <param name="unit">The unit of both; may be empty.</param>
    /// <param name="observedAt">When the value was observed.</param>
    /// <param name="earliest">The earliest time at which the instance may pass; null when waiting does not help.</param>
    public static ValidationFinding Refused(
        InstanceId instance, string measured, string value, string limit, string unit, DateTimeOffset observedAt, DateTimeOffset? earliest)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measured);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(limit);
        ArgumentNullException.ThrowIfNull(unit);
        return new ValidationFinding
        {
            Instance = instance, Measured = measured, Value = value, Limit = limit, Unit = unit, ObservedAt = observedAt, Earliest = earliest,
        };
    }

    /// <summary>The instance is refused, by numbers.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="value">The value.</param>
    /// <param name="limit">Its limit.</param>
    /// <param name="unit">The unit of both; may be empty.</param>
    /// <param name="observedAt">When the value was observed.</param>
    /// <param name="earliest">The earliest time at which the instance may pass; null when waiting does not help.</param>
    public static ValidationFinding Refused(
        InstanceId instance, string measured, double value, double limit, string unit, DateTimeOffset observedAt, DateTimeOffset? earliest) =>
        Refused(
            instance,
            measured,
            value.ToString("0.######", CultureInfo.InvariantCulture),
            limit.ToString("0.######", CultureInfo.InvariantCulture),
            unit,
            observedAt,
            earliest);

    /// <summary>Says the refusal in one sentence: check, instance, what was measured, value, limit, unit, age, and when it may pass.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="now">The moment, for the age.</param>
    public string Sentence(string check, DateTimeOffset now)
    {
        if (IsPassed)
        {
            return $"Check '{check}' passed instance '{Instance}'.";
        }

        string unit = Unit.Length == 0 ? string.Empty : " " + Unit;
        TimeSpan age = now > ObservedAt ? now - ObservedAt : TimeSpan.Zero;
        string when = Earliest is { } earliest
            ? string.Create(CultureInfo.InvariantCulture, $"it may pass from {earliest.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} on")
            : "waiting does not help";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Check '{check}' refuses instance '{Instance}': {Measured} is {Value}{unit}, limit {Limit}{unit}, observed {age.TotalSeconds:0.#} s ago; {when}.");
    }
}
