-- One row a kind of thing that answers are about: the model's position (-1: none named), whether that is the usual
-- sentence, whether it counts as restorative, and the models that answers about the same release name.
select
    about.about_set,
    about.about,
    coalesce(model.code = $baseline, false) as usual,
    coalesce(model.counts_as_restorative, false) as restorative,
    about.named
from {about} as about
left join model on model.position = about.about
order by about.about_set
