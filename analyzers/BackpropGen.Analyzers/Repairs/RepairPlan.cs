using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>Collects what a diagnostic promises to the code fixes, in the form of <see cref="RepairSites"/>.</summary>
/// <param name="model">The model.</param>
/// <param name="shown">What the diagnostic points at, first its own location, then those along the path.</param>
internal sealed class RepairPlan(ModelAnalysis model, IEnumerable<Location> shown)
{
    private readonly List<Location> _locations = [.. shown.Distinct()];
    private Dictionary<Location, int>? _indexes;
    private ImmutableDictionary<string, string?> _properties = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Lists locations under a property; none is no promise.</summary>
    /// <param name="property">One of <see cref="RepairSites"/>.</param>
    /// <param name="sites">The locations; those that the diagnostic does not show become additional ones.</param>
    internal void Add(string property, IEnumerable<Location> sites)
    {
        var indexes = sites.Distinct().Select(IndexOf).ToList();
        if (indexes.Count > 0)
        {
            _properties = _properties.SetItem(
                property, string.Join(",", indexes.Select(static index => index.ToString(CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Promises that another initializer helps, where the source shows the call that makes each of the layers.</summary>
    /// <param name="initializer">The member of <c>BackpropGen.Initializer</c>, as <c>HeNormal</c>.</param>
    /// <param name="paths">The paths of layers, <c>blocks.0.down</c>, or of parameters.</param>
    /// <param name="argument">The argument, where it is not the usual one; see <see cref="RepairSites.InitializerArgument"/>.</param>
    internal void AddInitializer(string initializer, IEnumerable<string> paths, string? argument = null)
    {
        var makings = paths.Select(model.MakingOf).ToList();
        if (makings.Count == 0 || makings.Any(static making => making is not { Function: "Dense" or "Parameter" }))
        {
            return;
        }

        Add(RepairSites.Layers, makings.Select(static making => making!.Value.Location));
        _properties = _properties.SetItem(RepairSites.Initializer, initializer);
        if (argument is not null)
        {
            _properties = _properties.SetItem(RepairSites.InitializerArgument, argument);
        }
    }

    /// <summary>Promises that clipping helps.</summary>
    internal void AddClipping()
    {
        var attribute = ModelOptions.Find(model.Type, "ClipGradientsAttribute") ?? ModelOptions.Find(model.Type, "ModelAttribute");
        Add(RepairSites.Clipping, [ModelOptions.LocationOf(attribute, model.Type)]);
    }

    /// <summary>The diagnostic with all that was promised.</summary>
    internal Diagnostic ToDiagnostic(DiagnosticDescriptor rule, params object?[] arguments) =>
        Diagnostic.Create(rule, _locations[0], _locations.Skip(1), _properties, arguments);

    private int IndexOf(Location location)
    {
        if (_indexes is null)
        {
            _indexes = [];
            for (int i = 0; i < _locations.Count; i++)
            {
                _indexes.Add(_locations[i], i);
            }
        }

        if (!_indexes.TryGetValue(location, out int index))
        {
            index = _locations.Count;
            _indexes.Add(location, index);
            _locations.Add(location);
        }

        return index;
    }
}
