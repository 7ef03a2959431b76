namespace BackpropGen.Benchmarks;

/// <summary>Which of the times of all rounds is the figure.</summary>
internal enum Statistic
{
    /// <summary>The median.</summary>
    Median,

    /// <summary>The least: on a shared machine, what others do only adds.</summary>
    Least,
}
