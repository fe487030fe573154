namespace TopologyMirror.Quickstart.Comparison;

/// <summary>What was forecast of one step.</summary>
/// <param name="Start">Start of the step.</param>
/// <param name="Step">Length of the step.</param>
/// <param name="Median">The load that is as likely exceeded as not.</param>
/// <param name="High">The load that is exceeded once in 10 times.</param>
/// <param name="Highest">The load that is exceeded once in 100 times.</param>
internal readonly record struct ForecastPoint(DateTimeOffset Start, TimeSpan Step, double Median, double High, double Highest);
