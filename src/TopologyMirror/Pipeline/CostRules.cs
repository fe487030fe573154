using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>What prices and caps must be, and what prices become.</summary>
internal static class CostRules
{
    public static IEnumerable<string> Faults(MirrorPipelineOptions options)
    {
        CostOptions costs = options.Costs;
        if (costs.Currency is not { Length: 3 } || !costs.Currency.All(char.IsAsciiLetterUpper))
        {
            yield return $"CostOptions.Currency ('{costs.Currency}') must be three capital letters, as ISO 4217 has them.";
        }

        if (options.Caps.ShadowBudgetPerMonth is { } budget)
        {
            foreach (string name in options.Services.Where(s => s.Value.InstanceHourPrice is null).Select(s => s.Key))
            {
                yield return FormattableString.Invariant(
                    $"FleetCapOptions.ShadowBudgetPerMonth ({budget}) needs ServiceOptions.InstanceHourPrice of service '{name}'.");
            }
        }

        if (options.Caps.TotalInstances is { } total && options.Services.Values.Sum(s => (long)s.Floor) is var floors && floors > total)
        {
            yield return $"FleetCapOptions.TotalInstances ({total}) must not be smaller than the sum of ServiceOptions.Floor ({floors}).";
        }

        if (costs.MissingInstanceHour is { } missing && options.Services.Values.All(s => s.InstanceHourPrice is null))
        {
            yield return FormattableString.Invariant($"CostOptions.MissingInstanceHour ({missing}) needs ServiceOptions.InstanceHourPrice of a service.");
        }
    }

    /// <summary>The prices of options without faults; null when no service has one.</summary>
    public static CostModel? ToModel(MirrorPipelineOptions options)
    {
        SortedDictionary<ServiceName, double> prices = [];
        foreach ((string name, ServiceOptions service) in options.Services)
        {
            if (service.InstanceHourPrice is { } price)
            {
                prices[new ServiceName(name)] = price;
            }
        }

        return prices.Count == 0 ? null : new CostModel(options.Costs.Currency, prices, options.Costs.MissingInstanceHour);
    }
}
