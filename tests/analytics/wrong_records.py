"""Records that break every rule of a load that typed tables can break, the rule beside each row."""

WRONG = {
    "person": """
        person_id,sex,born_on
        P1,male,1980-01-01
        P2,female,
        P3,,                        # there is another P3
        P3,,
        P4,Female,                  # a capital letter
        P5,woman,1899-12-31         # no code, and before 1900
        P6,,2101-01-01              # after 2100
    """,
    "release": """
        release_id,person_id,released_on,county_fips,prior_convictions,sentence_months,age_at_release,follow_up_ended_on
        R1,P1,2020-01-01,29510,0,1.5,40,2023-01-01
        R2,P2,2020-01-01,99999,,,,2023-01-01
        R3,P9,2020-01-01,,,,,2023-01-01      # nobody has this identifier
        R4,P1,1979-12-31,,,,,2023-01-01      # before the person was born
        R5,P2,2021-06-02,,,,,2023-01-01      # the day after the death
        R6,P1,2020-01-02,,,,,2020-01-01      # followed to the day before
        R7,P1,2020-01-01,2951,-1,,,2023-01-01       # four digits; below 0
        R8,P1,2020-01-01,295100,,-0.0001,-5,2023-01-01    # six digits; below 0
        R9,P2,,,,,,                          # what must be filled
    """,
    "participation": """
        participation_id,person_id,release_id,model,referred_on,consented_on,started_on,agreement_reached_on,agreement_completed_on,ended_on,status,hours
        A1,P1,R1,restitution,2020-01-01,2020-01-01,2020-01-01,2020-01-01,2020-01-01,2020-01-01,active,1.25
        A2,P1,R2,restitution,,,,,,,active,                 # another person's release
        A3,P1,R0,mediation,,,,,,,declined,                 # no such release, no such model
        A4,P0,,restitution,,,,,,,withdrawn,-1              # no such person; below 0
        A5,P1,,restitution,2020-01-02,2020-01-01,,,,,active,
        A6,P1,,restitution,2020-01-02,,2020-01-01,,,,active,
        A7,P1,,restitution,,2020-01-03,,2020-01-02,2020-01-01,,active,    # both before one that comes first
        A8,P1,,restitution,,,2020-01-02,,,2020-01-01,completed,           # ended before it started
        A9,P1,,,,,,,,,Active,                              # no model; a capital letter
    """,
    "event": """
        event_id,person_id,occurred_on,event_type,offense
        E1,P2,2021-06-01,death,
        E2,P1,2022-01-01,death,                 # two deaths
        E3,P1,2022-01-01,death,
        E4,P8,2021-01-01,rearrest,murder        # no such person, no such code
    """,
    "victim": """
        victim_id,release_id
        V1,R1
        V2,R2
        V3,R0                                   # no such release
    """,
    "survey": """
        response_id,respondent_id,respondent,release_id,participation_id,model,wave,question,score,scale_min,scale_max
        S1,Q1,victim,R1,A1,,after,fairness,-1,-2,5          # a score may be below 0
        S2,Q1,victim,,,,after,fairness,3,1,5                # of nothing
        S3,Q1,victim,R1,,,after,fairness,5.0001,1,5         # above its scale
        S4,Q1,victim,R1,,,after,fairness,,1,1               # a scale of one point
        S5,Q1,victim,R2,A1,,after,fairness,,1,5             # of two persons
        S6,Q1,victim,R0,A0,talk,after,fairness,,1,5         # nothing of it is there
    """,
    "obligation": """
        obligation_id,release_id,participation_id,victim_id,kind,unit,ordered,fulfilled
        O1,R1,A1,V1,restitution,usd,100,0.3
        O2,R1,,V2,restitution,usd,100,0.3       # another person's victim; its payments are more
        O3,R2,A1,,restitution,usd,-1,0          # another person's participation; below 0
        O4,R0,A0,V0,restitution,usd,1,0         # nothing of it is there
    """,
    "payment": """
        payment_id,obligation_id,paid_on,amount
        Y1,O1,2020-02-01,0.1
        Y2,O1,2020-03-01,0.2
        Y3,O2,2020-02-01,0.3001
        Y4,O9,2020-02-01,1                      # no such obligation
    """,
    "activity": """
        activity_id,county_fips,month,kind,quantity,unit,participants
        G1,29510,2020-02-01,quilts,3,quilts,2
        G2,295,2020-02-02,quilts,3,quilts,-2    # three digits; not the first day; below 0
    """,
    "service": """
        service_id,person_id,release_id,program,started_on,ended_on,status
        X1,P1,R1,parenting,2019-01-01,2019-01-01,completed
        X2,P1,R2,parenting,2020-01-02,2020-01-01,active     # another person's release; ended before it started
        X3,P0,R0,parenting,,,active                         # neither is there
    """,
}  # fmt: skip
