using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>What an instance costs, and what a missing one does. Immutable and thread-safe.</summary>
public sealed class CostModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="currency">The currency of every price, as three capital letters of ISO 4217.</param>
    /// <param name="instanceHour">Price of one instance-hour, by service; finite, zero or greater. Services without a price are left out.</param>
    /// <param name="missingInstanceHour">Price of an instance-hour that was needed and not there; finite and greater than zero, or null.</param>
    public CostModel(string currency, IEnumerable<KeyValuePair<ServiceName, double>> instanceHour, double? missingInstanceHour = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        ArgumentNullException.ThrowIfNull(instanceHour);
        ImmutableSortedDictionary<ServiceName, double> prices = instanceHour.ToImmutableSortedDictionary();
        foreach ((ServiceName service, double price) in prices)
        {
            if (!(price >= 0 && double.IsFinite(price)))
            {
                throw new ArgumentOutOfRangeException(nameof(instanceHour), price, $"The price of an instance-hour of service '{service}' is finite and not negative.");
            }
        }

        if (missingInstanceHour is { } missing && !(missing > 0 && double.IsFinite(missing)))
        {
            throw new ArgumentOutOfRangeException(nameof(missingInstanceHour), missing, "The price of a missing instance-hour is finite and greater than zero.");
        }

        Currency = currency;
        InstanceHour = prices;
        MissingInstanceHour = missingInstanceHour;
    }

    /// <summary>The currency of every price.</summary>
    public string Currency { get; }

    /// <summary>Price of one instance-hour, by service, in ordinal order; services without a price are not in it.</summary>
    public IReadOnlyDictionary<ServiceName, double> InstanceHour { get; }

    /// <summary>Price of an instance-hour that was needed and not there; null when the accepted risk stands for it.</summary>
    public double? MissingInstanceHour { get; }

    /// <summary>What instances cost over a time; 0 for a service without a price.</summary>
    /// <param name="service">The service.</param>
    /// <param name="instances">How many; a mean over the time may be no whole number.</param>
    /// <param name="time">How long.</param>
    public double Of(ServiceName service, double instances, TimeSpan time) => InstanceHour.GetValueOrDefault(service) * instances * time.TotalHours;
}
