using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="CostModel"/> as it is written: a member for each of its properties.</summary>
internal sealed record CostModelForm
{
    public required string Currency { get; init; }

    public required IReadOnlyDictionary<string, double> InstanceHour { get; init; }

    public double? MissingInstanceHour { get; init; }

    public static CostModelForm Of(CostModel costs)
    {
        var prices = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((ServiceName service, double price) in costs.InstanceHour)
        {
            prices[service.Value] = price;
        }

        return new CostModelForm { Currency = costs.Currency, InstanceHour = prices, MissingInstanceHour = costs.MissingInstanceHour };
    }

    public CostModel Read() => new(Currency, InstanceHour.Select(static p => KeyValuePair.Create(new ServiceName(p.Key), p.Value)), MissingInstanceHour);
}
