using System.Globalization;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>A mistake at a place of the user's source.</summary>
/// <param name="Kind">Which mistake.</param>
/// <param name="Location">The exact expression or name.</param>
/// <param name="Arguments">What the kind's message says at {0}, {1}, …</param>
internal sealed record Problem(ProblemKind Kind, Location Location, object[] Arguments)
{
    /// <summary>The message in the user's terms.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Kind.Format, Arguments);
}
