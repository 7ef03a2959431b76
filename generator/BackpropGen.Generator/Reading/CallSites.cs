using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// Numbers the places of a definition in the order in which they are met. A place is an expression together with the calls
/// that lead to it, so that a helper called twice is two places, but all turns of a loop are one, and so is a recursion.
/// There are never more of them than the definition is long and its calls are nested.
/// </summary>
internal sealed class CallSites
{
    /// <summary>Outside all calls.</summary>
    internal const int Outside = -1;

    private readonly List<(int Caller, IOperation Expression)> _sites = [];
    private readonly Dictionary<(int Caller, IOperation Expression), int> _known = [];

    /// <summary>The place of an expression inside the call at another place.</summary>
    internal int Enter(int caller, IOperation expression)
    {
        for (int site = caller; site != Outside; site = _sites[site].Caller)
        {
            if (ReferenceEquals(_sites[site].Expression, expression))
            {
                return site;
            }
        }

        if (!_known.TryGetValue((caller, expression), out int known))
        {
            known = _sites.Count;
            _sites.Add((caller, expression));
            _known.Add((caller, expression), known);
        }

        return known;
    }
}
