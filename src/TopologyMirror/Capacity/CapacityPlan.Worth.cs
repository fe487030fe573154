using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

public sealed partial class CapacityPlan
{
    // Where the ceiling gives way, something has to end the search.
    private const int MostSearched = 1_000_000;

    /// <summary>
    /// The most instances of which the last is worth its price over some time ahead: those minutes in which it is expected to be needed,
    /// times what missing it would cost, are more than the minutes for which it is paid.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="now">The moment from which on it is paid.</param>
    /// <param name="serves">From when on it serves: now for an instance that there is, after its launch for one that there is not.</param>
    /// <param name="until">How far is looked ahead; steps beyond the horizon count as the last.</param>
    /// <param name="missingCost">What an instance-hour that is needed and missing costs, in instance-hours that are paid; from 1.</param>
    /// <returns>Instances, before floor and ceiling; null when no metric of the service has a forecast.</returns>
    /// <remarks>
    /// The newsvendor's rule (Arrow, Harris and Marschak, "Optimal Inventory Policy", Econometrica 1951) for each instance by itself, with
    /// the end left open: it is an option to end it, which is used when no stretch of time ahead is worth waiting for. Of several metrics
    /// the one that most likely takes the instance counts.
    /// </remarks>
    public int? Worth(ServiceName service, DateTimeOffset now, DateTimeOffset serves, DateTimeOffset until, double missingCost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(missingCost, 1);
        ServiceCapacity capacity = Of(service);
        int? most = null;
        foreach (MetricForecast metric in _forecasts)
        {
            if (Window(metric, capacity, now, until) is { } window)
            {
                most = Math.Max(most ?? 0, Worth(window, now, serves, until, missingCost, capacity.CeilingBuffer is null ? capacity.Ceiling : MostSearched));
            }
        }

        return most;
    }

    private static int Worth(MetricWindow window, DateTimeOffset now, DateTimeOffset serves, DateTimeOffset until, double missingCost, int limit)
    {
        int worth = 0;
        int tooMany = limit + 1;
        while (tooMany - worth > 1)
        {
            int middle = worth + ((tooMany - worth) / 2);
            (worth, tooMany) = IsWorth(window, (middle - 1) / window.PerLoad, now, serves, until, missingCost) ? (middle, tooMany) : (worth, middle);
        }

        return worth;
    }

    /// <summary>Whether what takes over above a load pays for itself over some stretch of time from now on.</summary>
    private static bool IsWorth(MetricWindow window, double load, DateTimeOffset now, DateTimeOffset serves, DateTimeOffset until, double missingCost)
    {
        LoadForecast forecast = window.Forecast;
        double needed = 0;
        for (int step = window.First; step <= window.Last; step++)
        {
            // The first and the last step stand for all that is before and after them. Within a step the balance is straight: its end decides.
            DateTimeOffset start = step == window.First ? now : forecast.Origin + ((step - 1) * forecast.Step);
            DateTimeOffset end = step == window.Last ? until : forecast.Origin + (step * forecast.Step);
            double useful = (end - (serves > start ? serves : start)).Ticks;
            needed += Math.Max(useful, 0) * (useful > 0 ? forecast.Exceedance(step, load) : 0);
            if (needed * missingCost > (end - now).Ticks)
            {
                return true;
            }
        }

        return false;
    }
}
